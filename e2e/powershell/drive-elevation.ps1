# Runs start-elevated.ps1 without starting anything: prints how the program would have been started, or fails as Windows does.
param([Parameter(Mandatory = $true)] [string] $Script, [int] $Refusal)
[Console]::SetIn([IO.StringReader]::new($env:SIMULATED_INPUT))
$global:refusal = $Refusal
function Simulated-InvokeShellStart([Diagnostics.ProcessStartInfo] $Start) {
    if ($global:refusal -ne 0) { throw [ComponentModel.Win32Exception]::new($global:refusal) }
    if ($Start.FileName -eq '') { throw [InvalidOperationException]::new('There is no file name.') }
    $described = ($Start.FileName, $Start.Arguments, $Start.Verb, $Start.UseShellExecute) -join '|'
    [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($described))
}
${alias:Invoke-ShellStart} = 'Simulated-InvokeShellStart'
& $Script
exit $LASTEXITCODE
