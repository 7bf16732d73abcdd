# Takes the changes of a file one by one through Get, Test, Assert, Set and Undo of their resource, in the module itself, on
# the simulated server, and prints what came of each as one line of JSON. -SetOnly leaves it set.
param([Parameter(Mandatory = $true)] [string] $Module, [Parameter(Mandatory = $true)] [string] $Plan, [string] $Secret, [switch] $SetOnly)
$loaded = Import-Module $Module -PassThru
& $loaded {
    param($Plan, $Secret, $SetOnly)
    $bytes = [IO.File]::ReadAllBytes($Plan)
    $context = New-RunContext ([IO.Path]::GetDirectoryName($Plan)) ([IO.Path]::GetDirectoryName($Plan)) @{ Accounts = @{}; Files = @{}; Paths = @{} } $false $true
    if ($Secret) {
        $context.Secrets = Read-SecretInput ([IO.MemoryStream]::new([Text.Encoding]::UTF8.GetBytes($Secret)))
    }
    $context.Plan = ConvertFrom-JsonByte $bytes
    $context.Journal = @{ Path = ''; Entries = [Collections.Generic.List[object]]::new() }
    foreach ($step in @(Get-PlanStep $context)) {
        $told = [ordered]@{ id = $step.Id }
        $resource = $script:Resources[$step.Resource]
        $phase = 'get'
        try {
            Update-StepState $step
            $told['before'] = $step.Current.state
            $told['differs'] = @($step.Difference)
            $step.Captured = [ordered]@{ kind = 'before'; change = $step.Id; resource = $step.Resource; state = $step.Current.state; capture = $step.Current.capture; rewrites = $false }
            if (@('one-to-one-mapping', 'many-to-one-mapping') -ccontains $step.Resource) {
                $step.Rewritten = Test-EntrySecretNeeded $step
            }
            $context.Journal.Entries.Add($step.Captured)
            # As the journal gives it back to a later process.
            $step.Captured = ConvertFrom-JsonByte ([Text.Encoding]::ASCII.GetBytes((ConvertTo-JsonText $step.Captured)))
            $phase = 'assert'
            if ($null -ne $resource.Assert) { & $resource.Assert $step }
            $phase = 'set'
            & $resource.Set $step
            if ($step.Staged) { Submit-IisManager $context } else { Clear-IisManager $context }
            Update-StepState $step
            $told['after'] = $step.Current.state
            $told['left'] = @($step.Difference)
            if (-not $SetOnly) {
                $step.Done = [ordered]@{ capture = $step.Current.capture }
                $phase = 'undo'
                Clear-IisManager $context
                Update-StepState $step
                $told['undone'] = & $resource.Undo $step
                if ($step.Staged) { Submit-IisManager $context } else { Clear-IisManager $context }
                Update-StepState $step
                $told['back'] = $step.Current.state
            }
        }
        catch {
            $told['phase'] = $phase
            $told['code'] = (ConvertTo-Problem $_).code
            $told['detail'] = (ConvertTo-Problem $_).detail
            Clear-IisManager $context
        }
        [Console]::Out.WriteLine((ConvertTo-JsonText $told))
    }
} $Plan $Secret ([bool]$SetOnly)
exit 0
