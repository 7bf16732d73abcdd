<#
.SYNOPSIS
Puts the HTTP.SYS settings of a run back after the server certificate was renewed.
.DESCRIPTION
Binding a renewed certificate makes the HTTP.SYS record of its endpoint anew: negotiation of the client certificate,
revocation checks and the list of trusted issuers go back to their defaults, and visitors with certificates are refused.
This script, started after the renewal by an ACME client or a scheduled task, writes the settings that apply.ps1 left,
with the certificate that the endpoint has now. It imports nothing. It also names the one-to-one mappings whose certificate
expires soon: a renewed client certificate must be mapped again.

It runs from the protected copy of the bundle only, %ProgramData%\ClientCertificateMapping\bundles; apply.ps1 prints the
whole line. Needs Windows PowerShell 5.1, 64 bit, as SYSTEM or "Run as administrator".
.PARAMETER Journal
The path that apply.ps1 printed, in %ProgramData%\ClientCertificateMapping\runs.
.PARAMETER Days
Name one-to-one mappings whose certificate expires within so many days.
.PARAMETER Json
Prints lines of JSON, each after the words "client-certificate-mapping".
.EXAMPLE
.\after-renewal.ps1 -Journal 'C:\ProgramData\ClientCertificateMapping\runs\20260102T030405678-0a1b2c3d\journal.jsonl'
.NOTES
Exit status: 0 done, 2 refused before anything was changed, 3 started and failed.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [ValidateLength(1, 1024)] [string] $Journal,
    [ValidateRange(0, 3650)] [int] $Days = 30,
    [switch] $Json
)
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    'ERROR language-mode: PowerShell is restricted here by an application control policy. Have the bundle allowed, or run it on a server without that policy.'
    exit 2
}
. ([IO.Path]::Combine($PSScriptRoot, 'ClientCertificateMapping', 'Start.ps1'))

if (-not (Test-WindowsPowerShellHost)) {
    $again = @('-Journal', $Journal, '-Days', [string]$Days)
    if ($Json) { $again += '-Json' }
    Invoke-WindowsPowerShellHost $PSCommandPath $again
    exit $LASTEXITCODE
}

exit (Invoke-BundleScript $PSScriptRoot -Protected -Json:$Json -Work {
        param($Bundle, $Root)
        $null = $Bundle
        Restore-HttpSysSetting -JournalPath $Journal -Root $Root -Days $Days -Json:$Json
    })
