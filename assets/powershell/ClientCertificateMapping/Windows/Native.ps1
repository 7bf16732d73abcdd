# The calls of Native.cs: account rights, test logon, HTTP.SYS.

function Import-NativeCode {
    <#
    .SYNOPSIS
    Compiles Native.cs once per process.
    #>
    if (-not ('ClientCertificateMapping.Native.AccountRights' -as [type])) {
        Add-Type -TypeDefinition ([IO.File]::ReadAllText([IO.Path]::Combine($script:ModuleFolder, 'Native.cs')))
    }
}

function Get-AccountRight {
    <#
    .SYNOPSIS
    Returns the names of the rights that are given to one SID itself.
    #>
    param([Parameter(Mandatory = $true)] [string] $Sid)
    Import-NativeCode
    return [ClientCertificateMapping.Native.AccountRights]::Get($Sid)
}

function Add-AccountRight {
    <#
    .SYNOPSIS
    Gives one right to one SID (LsaAddAccountRights); the other holders of the right stay.
    #>
    param([Parameter(Mandatory = $true)] [string] $Sid, [Parameter(Mandatory = $true)] [string] $Right)
    Import-NativeCode
    [ClientCertificateMapping.Native.AccountRights]::Add($Sid, $Right)
}

function Revoke-AccountRight {
    <#
    .SYNOPSIS
    Takes one right from one SID (LsaRemoveAccountRights).
    #>
    param([Parameter(Mandatory = $true)] [string] $Sid, [Parameter(Mandatory = $true)] [string] $Right)
    Import-NativeCode
    [ClientCertificateMapping.Native.AccountRights]::Remove($Sid, $Right)
}

function Test-AccountLogon {
    <#
    .SYNOPSIS
    Logs an account on once, as IIS will, and returns Error (0 or the Win32 code), Sid and Groups.
    #>
    param(
        [Parameter(Mandatory = $true)] [string] $UserName,
        [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Domain,
        [Parameter(Mandatory = $true)] [securestring] $Secret,
        [Parameter(Mandatory = $true)] [int] $LogonType
    )
    Import-NativeCode
    if ($Domain.Length -eq 0) {
        return [ClientCertificateMapping.Native.Logon]::Test($UserName, [NullString]::Value, $Secret, $LogonType)
    }
    return [ClientCertificateMapping.Native.Logon]::Test($UserName, $Domain, $Secret, $LogonType)
}

function ConvertFrom-SslRecord {
    <#
    .SYNOPSIS
    Returns a certificate record of HTTP.SYS as an ordered dictionary with every field, or nothing for no record.
    #>
    param($Record)
    if ($null -eq $Record) {
        return
    }
    return [ordered]@{
        kind                    = $Record.Kind
        endpoint                = $Record.Endpoint
        certificateHash         = $Record.CertificateHash
        certificateStoreName    = $Record.CertificateStoreName
        appId                   = $Record.AppId
        certCheckMode           = [long]$Record.CertCheckMode
        revocationFreshnessTime = [long]$Record.RevocationFreshnessTime
        urlRetrievalTimeout     = [long]$Record.UrlRetrievalTimeout
        ctlIdentifier           = $Record.CtlIdentifier
        ctlStoreName            = $Record.CtlStoreName
        flags                   = [long]$Record.Flags
    }
}

function Get-HttpSysRecord {
    <#
    .SYNOPSIS
    Returns the certificate record of one endpoint, or nothing.
    #>
    param([Parameter(Mandatory = $true)] [string] $Kind, [Parameter(Mandatory = $true)] [string] $Endpoint)
    Import-NativeCode
    return ConvertFrom-SslRecord ([ClientCertificateMapping.Native.HttpSys]::Get($Kind, $Endpoint))
}

function Find-HttpSysRecord {
    <#
    .SYNOPSIS
    Returns every certificate record of HTTP.SYS, by IP address and by host name.
    #>
    Import-NativeCode
    foreach ($kind in @('ipport', 'hostnameport')) {
        foreach ($record in [ClientCertificateMapping.Native.HttpSys]::List($kind)) {
            ConvertFrom-SslRecord $record
        }
    }
}

function Write-HttpSysRecord {
    <#
    .SYNOPSIS
    Writes one whole certificate record, whether it exists or not.
    #>
    param([Parameter(Mandatory = $true)] [System.Collections.IDictionary] $Record)
    Import-NativeCode
    $native = [ClientCertificateMapping.Native.SslRecord]::new()
    $native.Kind = $Record['kind']
    $native.Endpoint = $Record['endpoint']
    $native.CertificateHash = $Record['certificateHash']
    $native.CertificateStoreName = $Record['certificateStoreName']
    $native.AppId = $Record['appId']
    $native.CertCheckMode = [uint32]$Record['certCheckMode']
    $native.RevocationFreshnessTime = [uint32]$Record['revocationFreshnessTime']
    $native.UrlRetrievalTimeout = [uint32]$Record['urlRetrievalTimeout']
    # PowerShell turns null into an empty text, which HTTP.SYS takes as a name.
    if ($null -ne $Record['ctlIdentifier']) { $native.CtlIdentifier = $Record['ctlIdentifier'] }
    if ($null -ne $Record['ctlStoreName']) { $native.CtlStoreName = $Record['ctlStoreName'] }
    $native.Flags = [uint32]$Record['flags']
    [ClientCertificateMapping.Native.HttpSys]::Set($native)
}

function Clear-HttpSysRecord {
    <#
    .SYNOPSIS
    Deletes the certificate record of one endpoint; does nothing when there is none.
    #>
    param([Parameter(Mandatory = $true)] [string] $Kind, [Parameter(Mandatory = $true)] [string] $Endpoint)
    Import-NativeCode
    [ClientCertificateMapping.Native.HttpSys]::Remove($Kind, $Endpoint)
}
