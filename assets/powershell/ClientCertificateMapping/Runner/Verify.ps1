# The server compared with the plan; nothing is changed.

function Test-MappingPlan {
    <#
    .SYNOPSIS
    Compares this server with the plan of a bundle and returns the exit status: 0 as planned, 1 different or unknown, 2 refused.
    #>
    param(
        [Parameter(Mandatory = $true)] [string] $Bundle,
        [Parameter(Mandatory = $true)] [string] $Root,
        [string] $ExpectedDigest,
        [switch] $Json
    )
    $context = New-RunContext $Bundle $Root @{ Accounts = @{}; Files = @{}; Paths = @{} } $false ([bool]$Json)
    try {
        $context.Plan = Read-Plan ([IO.Path]::Combine($Bundle, 'plan.json')) $ExpectedDigest
        Assert-Target $context
        Import-IisAssembly
        $null = Get-IisSite $context $context.Plan['target']['site']
        $status = 0
        $states = @(foreach ($step in Get-PlanStep $context) {
                $record = [ordered]@{ change = $step.Id; state = 'as-planned' }
                $note = ''
                try {
                    Update-StepState $step
                    if ($step.Difference.Count -gt 0) {
                        $record['state'] = 'different'
                        $note = ': ' + [string]::Join(', ', $step.Difference)
                    }
                }
                catch {
                    $record['state'] = 'unknown'
                    $note = ': ' + (ConvertTo-Problem $_).detail
                }
                if ($record['state'] -cne 'as-planned') {
                    $status = 1
                }
                Write-Event $context ([ordered]@{ event = 'change'; change = $step.Id; state = $record['state']; differs = @($step.Difference) }) "  $($record['state'].PadRight(10)) $($step.Title)$note"
                $record
            })
        $text = 'The server is as planned.'
        if ($status -ne 0) {
            $text = 'The server differs from the plan.'
        }
        Write-Event $context ([ordered]@{ event = 'result'; steps = $states; status = $status }) $text
        return $status
    }
    catch {
        return Write-ProblemEvent $context (ConvertTo-Problem $_)
    }
    finally {
        Clear-IisManager $context
    }
}
