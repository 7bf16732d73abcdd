# The registry and the certificate stores of the computer, for reading only.

function Get-RegistryValue {
    <#
    .SYNOPSIS
    Returns a value of a key of the computer, or nothing where there is no such key or value.
    #>
    param([Parameter(Mandatory = $true)] [string] $Key, [Parameter(Mandatory = $true)] [string] $Name)
    return [Microsoft.Win32.Registry]::GetValue("HKEY_LOCAL_MACHINE\$Key", $Name, $null)
}

function Find-StoreCertificate {
    <#
    .SYNOPSIS
    Returns every certificate of a store of the computer; throws where there is no such store. The stores of group policy and of third parties are part of Root.
    #>
    param([Parameter(Mandatory = $true)] [string] $Store)
    $open = [Security.Cryptography.X509Certificates.X509Store]::new($Store, [Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
    try {
        $open.Open([Security.Cryptography.X509Certificates.OpenFlags]::ReadOnly -bor [Security.Cryptography.X509Certificates.OpenFlags]::OpenExistingOnly)
        foreach ($certificate in $open.Certificates) {
            $certificate
        }
    }
    finally {
        $open.Close()
    }
}
