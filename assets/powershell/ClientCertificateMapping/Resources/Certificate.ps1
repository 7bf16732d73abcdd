# A certificate in a store of the computer: trusted root, intermediate, or the server's own with its key.

function Get-CertificateState {
    <#
    .SYNOPSIS
    Returns whether the certificate is in its store, and with its private key where the plan wants one.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $found = Get-StoreCertificate $after['store'] $after['thumbprint']
    return @{
        state   = [ordered]@{
            store = $after['store']; thumbprint = $after['thumbprint']; subject = $after['subject']; file = $after['file']
            privateKey = [bool]($null -ne $found -and $found.HasPrivateKey); present = ($null -ne $found)
        }
        capture = [ordered]@{}
    }
}

function Test-CertificateState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['present']) { 'present' }
    elseif ($Step.After['privateKey'] -and -not $Step.Current.state['privateKey']) { 'privateKey' }
}

function Open-PfxCertificate {
    <#
    .SYNOPSIS
    Returns the certificate of a PFX file, with -Keep its key stays in the computer's key store; throws when it is another one or has no key.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [securestring] $Secret, [Parameter(Mandatory = $true)] [string] $Thumbprint, [switch] $Keep)
    $flag = [Security.Cryptography.X509Certificates.X509KeyStorageFlags]::MachineKeySet
    if ($Keep) {
        # First without keeping the key: a wrong file must not leave one behind.
        (Open-PfxCertificate $Path $Secret $Thumbprint).Dispose()
        $flag = $flag -bor [Security.Cryptography.X509Certificates.X509KeyStorageFlags]::PersistKeySet
    }
    try {
        $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new($Path, $Secret, $flag)
    }
    catch {
        throw (New-Problem 'certificate-file' "$Path`: $((ConvertTo-Problem $_).detail)")
    }
    if ($certificate.Thumbprint -ne $Thumbprint) {
        $certificate.Dispose()
        throw (New-Problem 'certificate-mismatch' "$Path does not hold the certificate with the thumbprint $Thumbprint.")
    }
    if (-not $certificate.HasPrivateKey) {
        $certificate.Dispose()
        throw (New-Problem 'certificate-no-key' "$Path holds the certificate without its key.")
    }
    return $certificate
}

function Open-PublicCertificate {
    <#
    .SYNOPSIS
    Returns a public certificate of the bundle; throws when the file holds another one.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Thumbprint)
    try {
        $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new([IO.File]::ReadAllBytes($Path))
    }
    catch {
        throw (New-Problem 'certificate-file' "$Path`: $((ConvertTo-Problem $_).detail)")
    }
    if ($certificate.Thumbprint -ne $Thumbprint) {
        throw (New-Problem 'certificate-mismatch' "$Path does not hold the certificate with the thumbprint $Thumbprint.")
    }
    return $certificate
}

function Get-BundleCertificate {
    <#
    .SYNOPSIS
    Returns the step's public certificate from the bundle; throws when it is another one, or none for the trusted roots.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $path = [IO.Path]::Combine($Step.Context.Bundle, $after['file'].Replace('/', [string][IO.Path]::DirectorySeparatorChar))
    $certificate = Open-PublicCertificate $path $after['thumbprint']
    # KB 2802568: one certificate among the trusted roots that is not self-signed breaks client certificates for every site.
    if ($after['store'] -ceq 'Root' -and $certificate.Subject -ne $certificate.Issuer) {
        throw (New-Problem 'root-not-self-signed' "$($certificate.Subject) was issued by $($certificate.Issuer).")
    }
    return $certificate
}

function Assert-CertificatePossible {
    <#
    .SYNOPSIS
    Throws where the bundle's certificate cannot be put into its store; a PFX file is opened when its password is known.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.After['privateKey']) {
        (Get-BundleCertificate $Step).Dispose()
    }
}

function Set-CertificateState {
    <#
    .SYNOPSIS
    Puts the certificate into its store; one with a key comes from the PFX file that was named.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $secrets = $Step.Context.Secrets
    if ($after['privateKey']) {
        $path = $secrets.Paths[$after['thumbprint']]
        $certificate = Open-PfxCertificate $path $secrets.Files[$after['thumbprint']] $after['thumbprint'] -Keep
    }
    else {
        $certificate = Get-BundleCertificate $Step
    }
    try {
        Add-StoreCertificate $after['store'] $certificate
    }
    finally {
        $certificate.Dispose()
    }
}

function Undo-CertificateState {
    <#
    .SYNOPSIS
    Takes out a certificate that this run added and nothing uses, with the copy of the key that came with it.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    if ($Step.Captured['state']['present']) {
        return @{ state = 'unchanged' }
    }
    if (-not $Step.Current.state['present']) {
        return @{ state = 'unchanged'; because = 'It is not there any more.' }
    }
    if (@('My', 'WebHosting') -ccontains $after['store']) {
        foreach ($record in Find-HttpSysRecord) {
            if ($record['certificateHash'] -eq $after['thumbprint']) {
                return @{ state = 'left'; because = "HTTP.SYS uses the certificate for $($record['endpoint'])." }
            }
        }
    }
    $foreign = Find-DependentCertificate (Get-AddedCertificate $Step.Context) (Get-StoreCertificate $after['store'] $after['thumbprint']).Subject 5
    if ($null -ne $foreign) {
        return @{ state = 'left'; because = "Another certificate of this server relies on it: $foreign." }
    }
    Clear-StoreCertificate $after['store'] $after['thumbprint']
    return @{ state = 'undone' }
}

function Get-AddedCertificate {
    <#
    .SYNOPSIS
    Returns the thumbprints of the certificates that the run added: they go with it and keep nothing.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    $added = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($entry in $Context.Journal.Entries) {
        if ($entry['kind'] -ceq 'before' -and $entry['resource'] -ceq 'certificate' -and -not $entry['state']['present']) {
            [void]$added.Add($entry['state']['thumbprint'])
        }
    }
    return , $added
}

function Find-DependentCertificate {
    <#
    .SYNOPSIS
    Returns the subject of a certificate that the run did not add and that was issued by this subject, directly or through added ones; else nothing.
    #>
    param([Parameter(Mandatory = $true)] $Added, [Parameter(Mandatory = $true)] [string] $Issuer, [Parameter(Mandatory = $true)] [int] $Depth)
    foreach ($one in Find-IssuedCertificate $Issuer) {
        if (-not $Added.Contains($one.Thumbprint)) {
            return $one.Subject
        }
        if ($Depth -gt 0) {
            $below = Find-DependentCertificate $Added $one.Subject ($Depth - 1)
            if ($null -ne $below) {
                return $below
            }
        }
    }
}
