# IIS' own program and assembly, by full path: with IIS Express installed the global assembly cache has another one.

function Get-IisFolder {
    <#
    .SYNOPSIS
    Returns System32\inetsrv.
    #>
    return [IO.Path]::Combine([Environment]::GetFolderPath('System'), 'inetsrv')
}

function Import-IisAssembly {
    <#
    .SYNOPSIS
    Loads Microsoft.Web.Administration from System32\inetsrv; throws when IIS is not installed.
    #>
    $path = [IO.Path]::Combine((Get-IisFolder), 'Microsoft.Web.Administration.dll')
    if (-not [IO.File]::Exists($path)) {
        throw (New-Problem 'iis-missing' "There is no $path.")
    }
    [void][Reflection.Assembly]::LoadFrom($path)
}

function Add-IisBackup {
    <#
    .SYNOPSIS
    Makes a named backup of IIS' configuration (appcmd add backup). Its output is not kept: appcmd can print passwords.
    #>
    param([Parameter(Mandatory = $true)] [string] $Name)
    $program = [IO.Path]::Combine((Get-IisFolder), 'appcmd.exe')
    $null = & $program add backup $Name
    if ($LASTEXITCODE -ne 0) {
        throw (New-Problem 'backup-failed' "appcmd add backup ended with status $LASTEXITCODE.")
    }
}

function Get-IisBackupFile {
    <#
    .SYNOPSIS
    Returns the path of applicationHost.config in a named backup.
    #>
    param([Parameter(Mandatory = $true)] [string] $Name)
    return [IO.Path]::Combine((Get-IisFolder), 'backup', $Name, 'applicationHost.config')
}

function Copy-WebConfiguration {
    <#
    .SYNOPSIS
    Copies the web.config of a site's folder where there is one: appcmd's backup does not hold it. A network path is not opened.
    #>
    param([Parameter(Mandatory = $true)] [string] $Folder, [Parameter(Mandatory = $true)] [string] $Target)
    $full = [Environment]::ExpandEnvironmentVariables($Folder)
    if ($full -cnotmatch '\A[A-Za-z]:\\') {
        return
    }
    $file = [IO.Path]::Combine($full, 'web.config')
    if ([IO.File]::Exists($file)) {
        [IO.File]::Copy($file, $Target, $false)
    }
}
