# Hands every change of a file of JSON lines to the module: refused as no plan, or set on the simulated server and read again.
# Prints what became of each by its number, and at the end every command that PowerShell looked up meanwhile.
param([Parameter(Mandatory = $true)] [string] $Module, [Parameter(Mandatory = $true)] [string] $Cases)
$loaded = Import-Module $Module -PassThru
$looked = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
$ExecutionContext.InvokeCommand.PostCommandLookupAction = { param($Name) [void]$looked.Add([string]$Name) }.GetNewClosure()
$ExecutionContext.InvokeCommand.CommandNotFoundAction = { param($Name) [void]$looked.Add([string]$Name) }.GetNewClosure()
& $loaded {
    param($Cases)
    $number = 0
    $touched = $false
    $untouched = [IO.File]::ReadAllBytes($env:SIMULATED_SERVER)
    foreach ($line in [IO.File]::ReadAllLines($Cases)) {
        $told = [ordered]@{ number = $number }
        $number++
        # Each value meets the same server, and none has to read what those before it left.
        if ($touched) {
            [IO.File]::WriteAllBytes($env:SIMULATED_SERVER, $untouched)
            $touched = $false
        }
        $context = New-RunContext ([IO.Path]::GetDirectoryName($Cases)) ([IO.Path]::GetDirectoryName($Cases)) @{ Accounts = @{}; Files = @{}; Paths = @{} } $false $true
        try {
            $told['outcome'] = 'refused'
            $context.Plan = ConvertFrom-JsonByte ([Text.Encoding]::ASCII.GetBytes($line))
            Assert-Plan $context.Plan
            $told['outcome'] = 'failed'
            foreach ($step in @(Get-PlanStep $context)) {
                Update-StepState $step
                if ($null -ne $script:Resources[$step.Resource].Assert) {
                    & $script:Resources[$step.Resource].Assert $step
                }
                if ($step.Difference.Count -gt 0) {
                    $touched = -not $step.Staged
                    & $script:Resources[$step.Resource].Set $step
                    if (-not $step.Staged) {
                        Clear-IisManager $context
                    }
                    Update-StepState $step
                }
                $told['outcome'] = 'literal'
                if (@($step.Difference | Where-Object { $_ -cne 'password' }).Count -gt 0) {
                    $told['outcome'] = 'different'
                }
            }
        }
        catch {
            $problem = ConvertTo-Problem $_
            $told['code'] = $problem.code
            $told['detail'] = $problem.detail
        }
        [Console]::Out.WriteLine((ConvertTo-JsonText $told))
    }
} $Cases
foreach ($name in $looked) { [Console]::Out.WriteLine('looked up ' + $name.Replace("`r", '\r').Replace("`n", '\n')) }
exit 0
