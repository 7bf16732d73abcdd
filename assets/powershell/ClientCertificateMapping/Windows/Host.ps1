# The process and the machine that the scripts run on. Every function is small, so that a test can stand in for it.

function Test-WindowsPowerShellHost {
    <#
    .SYNOPSIS
    Says whether this is 64-bit Windows PowerShell 5.1: IIS' assemblies do not load in PowerShell 7, and a 32-bit process sees another System32.
    #>
    $version = $PSVersionTable.PSVersion
    return ($PSVersionTable.PSEdition -eq 'Desktop') -and ($version.Major -eq 5) -and ($version.Minor -ge 1) -and [Environment]::Is64BitProcess
}

function Invoke-WindowsPowerShellHost {
    <#
    .SYNOPSIS
    Runs a script in 64-bit Windows PowerShell 5.1, with this process' standard input and output; its exit status is $LASTEXITCODE.
    #>
    param([Parameter(Mandatory = $true)] [string] $Script, [string[]] $Argument)
    $folder = 'System32'
    if ([Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess) {
        $folder = 'Sysnative'
    }
    $windows = [Environment]::GetFolderPath('Windows')
    $program = [IO.Path]::Combine($windows, $folder, 'WindowsPowerShell\v1.0\powershell.exe')
    if (-not [IO.File]::Exists($program)) {
        throw (New-Problem 'windows-powershell-missing' "There is no $program.")
    }
    # Not captured and not piped: a prompt of the other process must reach the console before its line ends.
    & $program -NoProfile -NoLogo -File $Script @Argument
}

function Test-Administrator {
    <#
    .SYNOPSIS
    Says whether this process runs elevated.
    #>
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    return [Security.Principal.WindowsPrincipal]::new($identity).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Get-ServerName {
    <#
    .SYNOPSIS
    Returns the NetBIOS name of this computer.
    #>
    return [Environment]::MachineName
}

function Limit-ModulePath {
    <#
    .SYNOPSIS
    Lets modules come from Windows' own folder only, for this process.
    #>
    $env:PSModulePath = [IO.Path]::Combine([Environment]::GetFolderPath('System'), 'WindowsPowerShell\v1.0\Modules')
}

function Get-ProtectedRoot {
    <#
    .SYNOPSIS
    Returns the folder that holds bundles, journals and captures on this server.
    #>
    return [IO.Path]::Combine([Environment]::GetFolderPath('CommonApplicationData'), 'ClientCertificateMapping')
}

function Open-ProtectedFolder {
    <#
    .SYNOPSIS
    Creates a folder that only SYSTEM and Administrators can use, or checks that an existing one is such a folder; throws otherwise.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path)
    if (-not [IO.Directory]::Exists($Path)) {
        $security = [Security.AccessControl.DirectorySecurity]::new()
        $security.SetAccessRuleProtection($true, $false)
        $administrators = [Security.Principal.SecurityIdentifier]::new('S-1-5-32-544')
        $security.SetOwner($administrators)
        foreach ($sid in @('S-1-5-18', 'S-1-5-32-544')) {
            $security.AddAccessRule([Security.AccessControl.FileSystemAccessRule]::new(
                    [Security.Principal.SecurityIdentifier]::new($sid),
                    [Security.AccessControl.FileSystemRights]::FullControl,
                    ([Security.AccessControl.InheritanceFlags]::ContainerInherit -bor [Security.AccessControl.InheritanceFlags]::ObjectInherit),
                    [Security.AccessControl.PropagationFlags]::None,
                    [Security.AccessControl.AccessControlType]::Allow))
        }
        [void][IO.Directory]::CreateDirectory($Path, $security)
    }
    # Somebody may have made the folder a moment before: what counts is how it is now.
    Assert-ProtectedPath $Path
}

function Assert-ProtectedPath {
    <#
    .SYNOPSIS
    Throws unless only SYSTEM and Administrators have access to a file or folder and own the folder, and it is no link.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path)
    $trusted = @('S-1-5-18', 'S-1-5-32-544')
    $item = [IO.FileInfo]::new($Path)
    if (($item.Attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0) {
        throw (New-Problem 'folder-not-protected' "$Path is a link.")
    }
    if (($item.Attributes -band [IO.FileAttributes]::Directory) -ne 0) {
        $security = [IO.Directory]::GetAccessControl($Path)
        $owner = $security.GetOwner([Security.Principal.SecurityIdentifier]).Value
        if ($trusted -notcontains $owner) {
            throw (New-Problem 'folder-not-protected' "$Path belongs to $owner.")
        }
    }
    else {
        # Depending on policy, a file belongs to the administrator who made it.
        $security = [IO.File]::GetAccessControl($Path)
    }
    foreach ($rule in $security.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])) {
        if ($rule.AccessControlType -eq [Security.AccessControl.AccessControlType]::Allow -and $trusted -notcontains $rule.IdentityReference.Value) {
            throw (New-Problem 'folder-not-protected' "$($rule.IdentityReference.Value) has access to $Path.")
        }
    }
}

function Read-HostSecret {
    <#
    .SYNOPSIS
    Asks for a password on the console and returns it as a SecureString; fails where nobody can answer.
    #>
    param([Parameter(Mandatory = $true)] [string] $Question)
    $Host.UI.Write($Question + ': ')
    return $Host.UI.ReadLineAsSecureString()
}

function Read-HostText {
    <#
    .SYNOPSIS
    Asks a question on the console and returns the answer; fails where nobody can answer.
    #>
    param([Parameter(Mandatory = $true)] [string] $Question)
    $Host.UI.Write($Question + ': ')
    return $Host.UI.ReadLine()
}

function Open-SecretStream {
    <#
    .SYNOPSIS
    Returns standard input as bytes: a reader of text would keep passwords in its buffer.
    #>
    return [Console]::OpenStandardInput()
}

function Write-FileByte {
    <#
    .SYNOPSIS
    Writes bytes at a position of a file, which then ends there, and after them a head of the same length as the one before; returns when each is on the disk.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [long] $Position, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Byte, [byte[]] $Head)
    $stream = [IO.FileStream]::new($Path, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::Write, [IO.FileShare]::Read)
    try {
        $stream.SetLength($Position)
        [void]$stream.Seek($Position, [IO.SeekOrigin]::Begin)
        $stream.Write($Byte, 0, $Byte.Length)
        $stream.Flush($true)
        if ($null -ne $Head) {
            [void]$stream.Seek(0, [IO.SeekOrigin]::Begin)
            $stream.Write($Head, 0, $Head.Length)
            $stream.Flush($true)
        }
    }
    finally {
        $stream.Dispose()
    }
}
