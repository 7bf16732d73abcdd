# Back to the captured state, in reverse order. What this run did not make, or others use by now, is left and named.

function Undo-MappingPlan {
    <#
    .SYNOPSIS
    Undoes the run of a journal and returns the exit status: 0 done, 2 refused, 3 failed.
    #>
    param(
        [Parameter(Mandatory = $true)] [string] $JournalPath,
        [Parameter(Mandatory = $true)] [string] $Root,
        [switch] $Json
    )
    $context = New-RunContext '' $Root @{ Accounts = @{}; Files = @{}; Paths = @{} } $false ([bool]$Json)
    $mutex = $null
    try {
        Open-RunJournal $context $JournalPath
        $mutex = Enter-Run $context
        Import-IisAssembly
        $null = Get-IisSite $context $context.Plan['target']['site']
        $context.Started = $true
        Write-Journal $context.Journal ([ordered]@{ kind = 'rollback' })
        $steps = @(Get-PlanStep $context)
        [Array]::Reverse($steps)
        Undo-PlanStep $context $steps
        $states = @(foreach ($step in $steps) {
                $record = [ordered]@{ change = $step.Id; state = $step.State }
                if ($step.Because) {
                    $record['because'] = $step.Because
                }
                $record
            })
        Write-Journal $context.Journal ([ordered]@{ kind = 'end'; status = 0L })
        Write-Event $context ([ordered]@{ event = 'result'; steps = $states; status = 0 }) 'Rolled back.'
        return 0
    }
    catch {
        $status = Write-ProblemEvent $context (ConvertTo-Problem $_)
        if ($context.Started) {
            $status = 3
        }
        return $status
    }
    finally {
        Clear-IisManager $context
        if ($null -ne $mutex) {
            $mutex.ReleaseMutex()
            $mutex.Dispose()
        }
    }
}

function Open-RunJournal {
    <#
    .SYNOPSIS
    Opens a journal of this server with its plan; throws journal-invalid when it lies elsewhere, was changed or belongs to another plan.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $JournalPath)
    $path = [IO.Path]::GetFullPath($JournalPath)
    $folder = [IO.Path]::GetDirectoryName($path)
    $runs = [IO.Path]::GetFullPath([IO.Path]::Combine($Context.Root, 'runs'))
    if (-not [string]::Equals([IO.Path]::GetDirectoryName($folder), $runs, [StringComparison]::OrdinalIgnoreCase) -or [IO.Path]::GetFileName($path) -ne 'journal.jsonl') {
        throw (New-Problem 'journal-invalid' "$path is not in the protected folder $runs.")
    }
    if (-not [IO.File]::Exists($path)) {
        throw (New-Problem 'journal-invalid' "There is no $path.")
    }
    foreach ($item in @($Context.Root, $runs, $folder, $path)) {
        Assert-ProtectedPath $item
    }
    $Context.Folder = $folder
    $Context.Bundle = $folder
    $Context.Journal = Open-Journal $path
    $first = $Context.Journal.Entries[0]
    if ($first['kind'] -cne 'run' -or -not ($first['version'] -is [long] -and $first['version'] -eq 1) -or $first['backup'] -isnot [string] -or $first['backup'] -cnotmatch '\AClientCertificateMapping-[0-9]{8}T[0-9]{9}-[0-9a-f]{8}\z') {
        throw (New-Problem 'journal-invalid' "$path is of another version.")
    }
    if ($first['computer'] -ne (Get-ServerName)) {
        throw (New-Problem 'plan-other-server' "The journal is from $($first['computer']), this is $(Get-ServerName).")
    }
    $Context.Plan = Read-Plan ([IO.Path]::Combine($folder, 'plan.json')) $first['planDigest']
    $Context.BackupFile = Get-IisBackupFile $first['backup']
}

function Undo-PlanStep {
    <#
    .SYNOPSIS
    Undoes steps that are given in reverse order; neighbouring changes of the configuration go into one commit.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step)
    $group = [Collections.Generic.List[object]]::new()
    foreach ($one in $Step) {
        $one.Because = $null
        if ($one.Staged) {
            $group.Add($one)
            continue
        }
        Undo-StepGroup $Context $group
        $group.Clear()
        Clear-IisManager $Context
        Undo-SingleStep $Context $one
        Write-Undone $Context $one
    }
    Undo-StepGroup $Context $group
    # A binding that was undone after its record can have recreated it with the defaults.
    foreach ($one in $Step) {
        if ($one.Resource -ceq 'http-sys-record' -and $null -ne $one.Captured -and $one.State -cne 'left') {
            Update-StepState $one
            if ($null -ne $one.Captured['capture']['record']) {
                $null = Undo-HttpSysRecordState $one
            }
        }
    }
    Clear-IisManager $Context
}

function Undo-SingleStep {
    <#
    .SYNOPSIS
    Undoes or stages one step and keeps what came of it.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] $Step)
    if ($null -eq $Step.Captured) {
        # Without an entry before the change, this run did not make it.
        $Step.State = 'unchanged'
        if ($null -ne $Step.Done -and ($Step.After['present'] -or $Step.After['granted'])) {
            $Step.State = 'left'
            $Step.Because = 'It was there before this run.'
        }
        return
    }
    try {
        Update-StepState $Step
        if ($Step.Staged -and (Test-ForeignState $Step)) {
            $Step.State = 'left'
            $Step.Because = 'Somebody changed it since.'
            return
        }
        $result = & $script:Resources[$Step.Resource].Undo $Step
    }
    catch {
        $Step.State = 'failed'
        Write-Event $Context ([ordered]@{ event = 'change'; change = $Step.Id; state = 'failed' }) "  FAILED    $($Step.Title)"
        throw
    }
    $Step.State = $result['state']
    $Step.Because = $result['because']
}

function Test-ForeignState {
    <#
    .SYNOPSIS
    Says whether something is neither as captured nor as planned: then somebody else set it.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (@($Step.Difference | Where-Object { @('password', 'order') -cnotcontains $_ }).Count -eq 0) {
        return $false
    }
    return ((ConvertTo-JsonText $Step.Current.state) -cne (ConvertTo-JsonText $Step.Captured['state']))
}

function Undo-StepGroup {
    <#
    .SYNOPSIS
    Undoes a group of configuration changes in one commit.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] $Group)
    if ($Group.Count -eq 0) {
        return
    }
    Clear-IisManager $Context
    $staged = $false
    # The section last: taken out before, it would take the entries along, and what became of each could not be told.
    $ordered = @($Group | Where-Object { $_.Resource -cne 'mapping-section' }) + @($Group | Where-Object { $_.Resource -ceq 'mapping-section' })
    foreach ($one in $ordered) {
        Undo-SingleStep $Context $one
        $staged = $staged -or ($one.State -ceq 'undone')
    }
    if ($staged) {
        Restore-EntryOrder $Context $Group
        Submit-IisManager $Context
    }
    Write-Undone $Context $Group.ToArray()
}

function Write-Undone {
    <#
    .SYNOPSIS
    Journals and tells what came of undoing steps.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [object[]] $Step)
    $records = @(foreach ($one in $Step) {
            $record = [ordered]@{ kind = 'undo'; change = $one.Id; state = $one.State }
            if ($one.Because) {
                $record['because'] = $one.Because
            }
            $record
        })
    Write-Journal $Context.Journal $records
    foreach ($one in $Step) {
        $told = [ordered]@{ event = 'change'; change = $one.Id; state = $one.State }
        $text = "  $($one.State.PadRight(9)) $($one.Title)"
        if ($one.Because) {
            $told['because'] = $one.Because
            $text = $text + ". $($one.Because)"
        }
        Write-Event $Context $told $text
    }
}
