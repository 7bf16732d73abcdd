# The certificate stores of the computer.

function Get-StoreCertificate {
    <#
    .SYNOPSIS
    Returns the certificate with this thumbprint from a store of the computer, or nothing.
    #>
    param([Parameter(Mandatory = $true)] [string] $Store, [Parameter(Mandatory = $true)] [string] $Thumbprint)
    $open = [Security.Cryptography.X509Certificates.X509Store]::new($Store, [Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
    try {
        $open.Open([Security.Cryptography.X509Certificates.OpenFlags]::ReadOnly)
        foreach ($certificate in $open.Certificates) {
            if ($certificate.Thumbprint -eq $Thumbprint) {
                return $certificate
            }
        }
    }
    finally {
        $open.Close()
    }
}

function Add-StoreCertificate {
    <#
    .SYNOPSIS
    Adds a certificate to a store of the computer.
    #>
    param(
        [Parameter(Mandatory = $true)] [string] $Store,
        [Parameter(Mandatory = $true)] [Security.Cryptography.X509Certificates.X509Certificate2] $Certificate
    )
    $open = [Security.Cryptography.X509Certificates.X509Store]::new($Store, [Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
    try {
        $open.Open([Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite)
        $open.Add($Certificate)
    }
    finally {
        $open.Close()
    }
}

function Clear-StoreCertificate {
    <#
    .SYNOPSIS
    Takes the certificate with this thumbprint out of a store of the computer, and deletes its private key where it has one.
    #>
    param([Parameter(Mandatory = $true)] [string] $Store, [Parameter(Mandatory = $true)] [string] $Thumbprint)
    $path = "Cert:\LocalMachine\$Store\$Thumbprint"
    if (@('My', 'WebHosting') -ccontains $Store) {
        Remove-Item -LiteralPath $path -DeleteKey -ErrorAction Stop
    }
    else {
        Remove-Item -LiteralPath $path -ErrorAction Stop
    }
}

function Find-IssuedCertificate {
    <#
    .SYNOPSIS
    Returns Subject and Thumbprint of the computer's own and intermediate certificates that name this subject as their issuer.
    #>
    param([Parameter(Mandatory = $true)] [string] $Issuer)
    foreach ($name in @('My', 'WebHosting', 'CA')) {
        $open = [Security.Cryptography.X509Certificates.X509Store]::new($name, [Security.Cryptography.X509Certificates.StoreLocation]::LocalMachine)
        try {
            $open.Open([Security.Cryptography.X509Certificates.OpenFlags]::ReadOnly)
            foreach ($certificate in $open.Certificates) {
                if ($certificate.Issuer -eq $Issuer -and $certificate.Subject -ne $Issuer) {
                    [pscustomobject]@{ Subject = $certificate.Subject; Thumbprint = $certificate.Thumbprint }
                }
            }
        }
        finally {
            $open.Close()
        }
    }
}
