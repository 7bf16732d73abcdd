<#
.SYNOPSIS
Answers questions about this server, until standard input ends. Changes nothing.
.DESCRIPTION
A question is a line on standard input: one of the names in Get-Answer, and never code. Each gets one line of JSON after the
words "client-certificate-mapping", with "answer" or, where Windows did not tell, "problem". The program that these scripts
are installed with keeps it running, because each start of Windows PowerShell takes a second.
.NOTES
Exit status: 0 standard input has ended, 1 anything else.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$script:ModuleFolder = [IO.Path]::Combine([IO.Path]::GetDirectoryName($PSScriptRoot), 'powershell', 'ClientCertificateMapping')
foreach ($script:part in @(@('Runner', 'Problem.ps1'), @('Runner', 'Json.ps1'), @('Runner', 'Output.ps1'), @('Windows', 'Host.ps1'), @('Windows', 'Native.ps1'))) {
    . ([IO.Path]::Combine($script:ModuleFolder, $script:part[0], $script:part[1]))
}
. ([IO.Path]::Combine($PSScriptRoot, 'Windows', 'Machine.ps1'))
. ([IO.Path]::Combine($PSScriptRoot, 'Facts.ps1'))

Limit-ModulePath
while ($null -ne ($question = [Console]::In.ReadLine())) {
    $told = [ordered]@{ question = $question }
    try {
        $told['answer'] = Get-Answer $question
    }
    catch {
        $told['problem'] = (ConvertTo-Problem $_).detail
    }
    Write-Event @{ Json = $true } $told
}
exit 0
