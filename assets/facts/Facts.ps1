# What can be asked, each as Windows has it: what it means is decided by whoever asks. Null is what is not there.

$script:VersionKey = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$script:SchannelKey = 'SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL'

# A store has some hundred certificates.
$script:MostCertificates = 10000

function Get-Answer {
    <#
    .SYNOPSIS
    Returns the answer to a question; throws for one that is not known.
    #>
    param([Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Question)
    switch -CaseSensitive -Exact ($Question) {
        'machine' { return Get-MachineFact }
        'features' { return Get-FeatureFact }
        'schannel' { return Get-SchannelFact }
        'endpoints' { return , @(Find-HttpSysRecord) }
        'store Root' { return , @(Get-StoreFact 'Root') }
        'store CA' { return , @(Get-StoreFact 'CA') }
        'store Disallowed' { return , @(Get-StoreFact 'Disallowed') }
        'store ClientAuthIssuer' { return , @(Get-StoreFact 'ClientAuthIssuer') }
        'store My' { return , @(Get-StoreFact 'My') }
    }
    throw (New-Problem 'input-invalid' 'There is no such question.')
}

function Get-MachineFact {
    <#
    .SYNOPSIS
    Returns name, Windows version, Server Core, version of IIS, whether this process runs elevated, and the code page of its console.
    #>
    # ProductType: KB152078. ServerLevels: Microsoft Learn, Determining Whether Server Core Is Running.
    $levels = "$script:VersionKey\Server\ServerLevels"
    $iis = 'SOFTWARE\Microsoft\InetStp'
    return [ordered]@{
        computerName = Get-ServerName
        productType  = Get-RegistryValue 'SYSTEM\CurrentControlSet\Control\ProductOptions' 'ProductType'
        productName  = Get-RegistryValue $script:VersionKey 'ProductName'
        edition      = Get-RegistryValue $script:VersionKey 'EditionID'
        build        = Get-RegistryValue $script:VersionKey 'CurrentBuildNumber'
        revision     = Get-RegistryValue $script:VersionKey 'UBR'
        serverCore   = Get-RegistryValue $levels 'ServerCore'
        serverShell  = Get-RegistryValue $levels 'Server-Gui-Shell'
        iisMajor     = Get-RegistryValue $iis 'MajorVersion'
        iisMinor     = Get-RegistryValue $iis 'MinorVersion'
        isElevated   = Test-Administrator
        codePage     = [Console]::OutputEncoding.CodePage
    }
}

function Get-FeatureFact {
    <#
    .SYNOPSIS
    Returns by name which of the features that matter here are installed: role services of a server, optional features of a client.
    #>
    $found = [ordered]@{}
    if ((Get-RegistryValue 'SYSTEM\CurrentControlSet\Control\ProductOptions' 'ProductType') -eq 'WinNT') {
        foreach ($name in @('IIS-WebServer', 'IIS-IISCertificateMappingAuthentication', 'IIS-ClientCertificateMappingAuthentication')) {
            $found[$name] = ([string](Get-WindowsOptionalFeature -Online -FeatureName $name).State -eq 'Enabled')
        }
    }
    else {
        foreach ($feature in @(Get-WindowsFeature -Name @('Web-Server', 'Web-Cert-Auth', 'Web-Client-Auth'))) {
            $found[$feature.Name] = [bool]$feature.Installed
        }
    }
    return $found
}

function Get-SchannelFact {
    <#
    .SYNOPSIS
    Returns the values of SCHANNEL that decide on client certificates; null where Windows has its default.
    #>
    return [ordered]@{
        sendTrustedIssuerList = Get-RegistryValue $script:SchannelKey 'SendTrustedIssuerList'
        clientAuthTrustMode   = Get-RegistryValue $script:SchannelKey 'ClientAuthTrustMode'
    }
}

function Get-StoreFact {
    <#
    .SYNOPSIS
    Returns the certificates of a store of the computer, public parts only, and whether their private keys are there.
    #>
    param([Parameter(Mandatory = $true)] [string] $Store)
    $certificates = @(Find-StoreCertificate $Store)
    if ($certificates.Count -gt $script:MostCertificates) {
        throw (New-Problem 'unexpected' "The store $Store has $($certificates.Count) certificates; $script:MostCertificates are read at most.")
    }
    foreach ($certificate in $certificates) {
        [ordered]@{
            thumbprint    = $certificate.Thumbprint
            bytes         = [Convert]::ToBase64String($certificate.RawData)
            hasPrivateKey = [bool]$certificate.HasPrivateKey
        }
    }
}
