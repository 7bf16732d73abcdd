<#
.SYNOPSIS
Takes back what a run of apply.ps1 did, by its journal.
.DESCRIPTION
Goes through the journal in reverse order, back to the captured state, with one commit of the configuration. What was there
before the run stays; what others use by now is left and named. The backup that IIS made stays as it is and is never restored
as a whole: that would stop IIS and revert the changes of others.

Needs Windows PowerShell 5.1, 64 bit, "Run as administrator".
.PARAMETER Journal
The path that apply.ps1 printed, in %ProgramData%\ClientCertificateMapping\runs.
.PARAMETER Installed
Used by the program that these scripts are installed with: its own scripts run, never those of the bundle.
.PARAMETER Json
Prints lines of JSON, each after the words "client-certificate-mapping".
.EXAMPLE
.\rollback.ps1 -Journal 'C:\ProgramData\ClientCertificateMapping\runs\20260102T030405678-0a1b2c3d\journal.jsonl'
.NOTES
Exit status: 0 done, 2 refused before anything was changed, 3 started and failed.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [ValidateLength(1, 1024)] [string] $Journal,
    [switch] $Installed,
    [switch] $Json
)
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    'ERROR language-mode: PowerShell is restricted here by an application control policy. Have the bundle allowed, or run it on a server without that policy.'
    exit 2
}
. ([IO.Path]::Combine($PSScriptRoot, 'ClientCertificateMapping', 'Start.ps1'))

if (-not (Test-WindowsPowerShellHost)) {
    $again = @('-Journal', $Journal)
    if ($Installed) { $again += '-Installed' }
    if ($Json) { $again += '-Json' }
    Invoke-WindowsPowerShellHost $PSCommandPath $again
    exit $LASTEXITCODE
}

exit (Invoke-BundleScript $PSScriptRoot -Installed:$Installed -Json:$Json -Work {
        param($Bundle, $Root)
        $null = $Bundle
        Undo-MappingPlan -JournalPath $Journal -Root $Root -Json:$Json
    })
