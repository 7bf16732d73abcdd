<#
.SYNOPSIS
Applies the plan of this bundle to this server.
.DESCRIPTION
Copies the bundle into a folder that only administrators can write to, checks it there against MANIFEST.json, reads the
server's state, shows what would change and asks. Then it makes IIS' backup, makes the changes in the plan's order with one
commit of the configuration, and keeps a journal. It stops at the first failure; started again, it goes on. A second run
changes nothing. Passwords are never shown, logged or written to a file.

Needs Windows PowerShell 5.1, 64 bit, "Run as administrator"; it starts itself there when it was started elsewhere.
.PARAMETER ExpectedDigest
The digest of the plan that was reviewed (plan.json, report.html). Another plan is refused; the question is not asked.
.PARAMETER PfxPath
Where the PFX file of the server certificate lies. Its password is asked for.
.PARAMETER FromStandardInput
Passwords come on standard input instead of from a prompt, one a line, ended by the line "end":
"account ID BASE64", "file THUMBPRINT BASE64" for the password of a PFX file, "path THUMBPRINT BASE64" for its path;
BASE64 is that of the text in UTF-8. Needs -ExpectedDigest.
.PARAMETER Bundle
The folder of the bundle, when it is not that of this script. Needs -Installed.
.PARAMETER Installed
Used by the program that these scripts are installed with: its own scripts run, never those of the bundle.
.PARAMETER Json
Prints lines of JSON, each after the words "client-certificate-mapping".
.EXAMPLE
.\apply.ps1 -WhatIf
Shows what would change.
.NOTES
Exit status: 0 done, 1 the plan has errors, 2 refused before anything was changed, 3 started and failed (the journal says
where), 4 cancelled.
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [string] $ExpectedDigest,
    [string] $PfxPath,
    [switch] $FromStandardInput,
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

$preview = -not $PSCmdlet.ShouldProcess($PSScriptRoot, 'Apply the plan')
if (-not (Test-WindowsPowerShellHost)) {
    $again = @()
    if ($ExpectedDigest) { $again += @('-ExpectedDigest', $ExpectedDigest) }
    if ($PfxPath) { $again += @('-PfxPath', $PfxPath) }
    if ($FromStandardInput) { $again += '-FromStandardInput' }
    if ($Installed) { $again += @('-Bundle', $Bundle, '-Installed') }
    if ($Json) { $again += '-Json' }
    if ($preview) { $again += '-WhatIf' }
    Invoke-WindowsPowerShellHost $PSCommandPath $again
    exit $LASTEXITCODE
}

if (-not $Installed) { $Bundle = $PSScriptRoot }
exit (Invoke-BundleScript $Bundle -Installed:$Installed -Json:$Json -Work {
        param($Copy, $Root)
        $interactive = -not $FromStandardInput -and [Environment]::UserInteractive -and -not [Console]::IsInputRedirected
        $secrets = @{ Accounts = @{}; Files = @{}; Paths = @{} }
        if ($FromStandardInput) {
            $secrets = Read-SecretInput (Open-SecretStream)
        }
        if ($PfxPath) {
            $certificates = @((Read-Plan ([IO.Path]::Combine($Copy, 'plan.json')))['changes'] | Where-Object { $_['resource'] -ceq 'certificate' -and $_['after']['privateKey'] })
            if ($certificates.Count -eq 1) {
                $secrets.Paths[$certificates[0]['after']['thumbprint']] = [IO.Path]::GetFullPath([IO.Path]::Combine((Get-Location -PSProvider FileSystem).ProviderPath, $PfxPath))
            }
        }
        Invoke-MappingPlan -Bundle $Copy -Root $Root -Secrets $secrets -ExpectedDigest $ExpectedDigest -Interactive:$interactive -Json:$Json -Preview:$preview
    })
