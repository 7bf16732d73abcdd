<#
.SYNOPSIS
Compares this server with the plan of this bundle. Changes nothing on the server.
.DESCRIPTION
Needs Windows PowerShell 5.1, 64 bit, "Run as administrator", because IIS' configuration and HTTP.SYS are read.
.PARAMETER ExpectedDigest
The digest of the plan that was reviewed. Another plan is refused.
.PARAMETER Bundle
The folder of the bundle, when it is not that of this script. Needs -Installed.
.PARAMETER Installed
Used by the program that these scripts are installed with: its own scripts run, never those of the bundle.
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
    [string] $Bundle = $PSScriptRoot,
    [switch] $Installed,
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
    if ($Installed) { $again += @('-Bundle', $Bundle, '-Installed') }
    if ($Json) { $again += '-Json' }
    Invoke-WindowsPowerShellHost $PSCommandPath $again
    exit $LASTEXITCODE
}

if (-not $Installed) { $Bundle = $PSScriptRoot }
exit (Invoke-BundleScript $Bundle -Installed:$Installed -Json:$Json -Work {
        param($Copy, $Root)
        Test-MappingPlan -Bundle $Copy -Root $Root -ExpectedDigest $ExpectedDigest -Json:$Json
    })
