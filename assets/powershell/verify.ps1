<#
.SYNOPSIS
Compares this server with the plan of this bundle. Changes nothing on the server.
.DESCRIPTION
Needs Windows PowerShell 5.1, 64 bit, "Run as administrator", because IIS' configuration and HTTP.SYS are read.
.PARAMETER ExpectedDigest
The digest of the plan that was reviewed. Another plan is refused.
.PARAMETER Json
Prints lines of JSON, each after the words "client-certificate-mapping".
.EXAMPLE
.\verify.ps1
.NOTES
Exit status: 0 as planned, 1 something differs or cannot be read, 2 refused.
#>
[CmdletBinding()]
param(
    [string] $ExpectedDigest,
    [switch] $Json
)
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    'ERROR language-mode: PowerShell is restricted here by an application control policy. Have the bundle allowed, or run it on a server without that policy.'
    exit 2
}
if ($ExpectedDigest -and $ExpectedDigest -notmatch '\A[0-9a-f]{64}\z') {
    'ERROR input-invalid: -ExpectedDigest is not 64 hexadecimal digits.'
    exit 2
}
. ([IO.Path]::Combine($PSScriptRoot, 'ClientCertificateMapping', 'Start.ps1'))

if (-not (Test-WindowsPowerShellHost)) {
    $again = @()
    if ($ExpectedDigest) { $again += @('-ExpectedDigest', $ExpectedDigest) }
    if ($Json) { $again += '-Json' }
    Invoke-WindowsPowerShellHost $PSCommandPath $again
    exit $LASTEXITCODE
}

exit (Invoke-BundleScript $PSScriptRoot -Json:$Json -Work {
        param($Bundle, $Root)
        Test-MappingPlan -Bundle $Bundle -Root $Root -ExpectedDigest $ExpectedDigest -Json:$Json
    })
