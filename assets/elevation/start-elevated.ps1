<#
.SYNOPSIS
Starts a program with administrator rights, after Windows has asked. The program's path comes on standard input, as Base-64
of UTF-8, so that it is never a part of a command line or of code; its one argument is constant.
.OUTPUTS
Nothing. Exit status: 0 started, 2 somebody said no, 1 anything else.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# ERROR_CANCELLED: the answer was no (Microsoft Learn: System Error Codes).
$cancelled = 1223

function Invoke-ShellStart {
    <#
    .SYNOPSIS
    Starts a program as described; throws where Windows does not start it, or somebody said no.
    #>
    param([Parameter(Mandatory = $true)] [System.Diagnostics.ProcessStartInfo] $Start)
    [void][System.Diagnostics.Process]::Start($Start)
}

try {
    $line = [System.Console]::In.ReadLine()
    $start = [System.Diagnostics.ProcessStartInfo]::new()
    $start.FileName = [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($line))
    $start.Arguments = '--restarted'
    # ShellExecute with this verb is how Windows asks (Microsoft Learn: ShellExecuteW).
    $start.Verb = 'runas'
    $start.UseShellExecute = $true
    Invoke-ShellStart $start
    exit 0
}
catch {
    $cause = $_.Exception.GetBaseException()
    if ($cause -is [System.ComponentModel.Win32Exception] -and $cause.NativeErrorCode -eq $cancelled) { exit 2 }
    exit 1
}
