# From the checked plan to the changed server, one journal entry before and one after each change.

function Invoke-MappingPlan {
    <#
    .SYNOPSIS
    Applies the plan of a bundle to this server and returns the exit status: 0 done, 1 findings, 2 refused, 3 failed, 4 cancelled.
    .DESCRIPTION
    The bundle lies in a protected folder and was checked there. Nothing is changed before the plan, the server's name, the
    state that the plan was made from and all passwords are checked and somebody agreed.
    #>
    param(
        [Parameter(Mandatory = $true)] [string] $Bundle,
        [Parameter(Mandatory = $true)] [string] $Root,
        [Parameter(Mandatory = $true)] $Secrets,
        [string] $ExpectedDigest,
        [switch] $Interactive,
        [switch] $Json,
        [switch] $Preview
    )
    $context = New-RunContext $Bundle $Root $Secrets ([bool]$Interactive) ([bool]$Json)
    $steps = @()
    $mutex = $null
    try {
        $context.Plan = Read-Plan ([IO.Path]::Combine($Bundle, 'plan.json')) $ExpectedDigest
        Assert-Target $context
        if (-not $Preview) {
            $mutex = Enter-Run $context
            Open-UnfinishedRun $context
        }
        Import-IisAssembly
        $null = Get-IisSite $context $context.Plan['target']['site']
        $steps = @(Get-PlanStep $context)
        foreach ($step in $steps) {
            Update-StepState $step
        }
        Assert-FreshStep $steps
        Show-Difference $context $steps
        Assert-StepPossible $steps
        if ($Preview) {
            return 0
        }
        if (@($steps | Where-Object { $_.Difference.Count -gt 0 }).Count -gt 0) {
            Confirm-Plan $context $ExpectedDigest
            Request-StepSecret $context $steps
        }
        Start-Run $context
        Clear-IisManager $context
        Invoke-PlanStep $context $steps
        Write-Journal $context.Journal ([ordered]@{ kind = 'end'; status = 0L })
        Write-Result $context $steps 0
        return 0
    }
    catch {
        $problem = ConvertTo-Problem $_
        $status = Write-ProblemEvent $context $problem
        if ($status -eq 3) {
            # Refused before anything was changed, until the journal says otherwise.
            $status = 2
        }
        if ($null -ne $context.Journal -and $context.Started) {
            $status = 3
            try {
                Write-Journal $context.Journal ([ordered]@{ kind = 'failed'; code = $problem.code; detail = $problem.detail })
            }
            catch {
                # The disk may be full: what was written before still says where the run stopped.
                [void](Write-ProblemEvent $context (ConvertTo-Problem $_))
            }
            Write-Result $context $steps $status
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

function New-RunContext {
    <#
    .SYNOPSIS
    Returns the table that a run keeps its things in.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Makes an object, changes nothing.')]
    param([string] $Bundle, [string] $Root, $Secrets, [bool] $Interactive, [bool] $Json)
    return @{
        Bundle = $Bundle; Root = $Root; Secrets = $Secrets; Interactive = $Interactive; Json = $Json
        Plan = $null; Journal = $null; Folder = $null; Started = $false; Manager = $null; EntryIndex = @{}
        BackupFile = $null; BackupManager = $null; BackupIndex = @{}
    }
}

function Assert-Target {
    <#
    .SYNOPSIS
    Throws when the plan has errors, is for another server or for one that the scripts do not run on.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    $target = $Context.Plan['target']
    $errors = @($Context.Plan['findings'] | Where-Object { $_['severity'] -ceq 'error' })
    if ($errors.Count -gt 0) {
        throw (New-Problem 'plan-findings' "The plan has $($errors.Count) findings of severity error.")
    }
    if ($target.Contains('computerName') -and $target['computerName'].Length -gt 0 -and $target['computerName'] -ne (Get-ServerName)) {
        throw (New-Problem 'plan-other-server' "The plan is for $($target['computerName']), this is $(Get-ServerName).")
    }
}

function Enter-Run {
    <#
    .SYNOPSIS
    Returns the mutex that keeps a second run away; throws already-running.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    $name = (Get-Sha256 ([Text.Encoding]::UTF8.GetBytes($Context.Root.ToLowerInvariant()))).Substring(0, 16)
    $mutex = [Threading.Mutex]::new($false, "Global\ClientCertificateMapping-$name")
    try {
        $free = $mutex.WaitOne(0)
    }
    catch [Threading.AbandonedMutexException] {
        # The run before was killed; its journal says where.
        $free = $true
    }
    if (-not $free) {
        $mutex.Dispose()
        throw (New-Problem 'already-running' 'Another apply or rollback is at work on this server.')
    }
    return $mutex
}

function Open-UnfinishedRun {
    <#
    .SYNOPSIS
    Opens the newest journal of this plan when its run has not come to its end and was not rolled back.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    $runs = [IO.Path]::Combine($Context.Root, 'runs')
    Open-ProtectedFolder $runs
    $folders = [IO.Directory]::GetDirectories($runs)
    [Array]::Sort($folders, [StringComparer]::Ordinal)
    [Array]::Reverse($folders)
    foreach ($folder in $folders) {
        $path = [IO.Path]::Combine($folder, 'journal.jsonl')
        if (-not [IO.File]::Exists($path)) {
            continue
        }
        Assert-ProtectedPath $folder
        Assert-ProtectedPath $path
        $journal = Open-Journal $path
        if ($journal.Entries[0]['planDigest'] -cne $Context.Plan['digest']) {
            continue
        }
        $kinds = @($journal.Entries | ForEach-Object { $_['kind'] })
        if ($kinds -cnotcontains 'end' -and $kinds -cnotcontains 'rollback') {
            $Context.Journal = $journal
            $Context.Folder = $folder
            $Context.BackupFile = Get-IisBackupFile $journal.Entries[0]['backup']
            Write-Event $Context ([ordered]@{ event = 'resume'; journal = $path }) "Going on with the run that stopped: $path"
        }
        return
    }
}

function Assert-FreshStep {
    <#
    .SYNOPSIS
    Throws plan-stale when something is neither as when the plan was made nor as planned.
    #>
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step)
    foreach ($one in $Step) {
        $stale = @(Test-StaleStep $one)
        if ($stale.Count -gt 0) {
            throw (New-Problem 'plan-stale' "$($one.Title): $([string]::Join(', ', $stale)) has changed since.")
        }
    }
}

function Assert-StepPossible {
    <#
    .SYNOPSIS
    Throws when a change that is to be made cannot succeed, before the first one is made.
    #>
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step)
    foreach ($one in $Step) {
        $assert = $script:Resources[$one.Resource].Assert
        if ($null -ne $assert -and $one.Difference.Count -gt 0) {
            & $assert $one
        }
    }
}

function Show-Difference {
    <#
    .SYNOPSIS
    Tells for each change whether it is to be made, and what else it touches.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step)
    Write-Event $Context ([ordered]@{ event = 'plan'; digest = $Context.Plan['digest']; site = $Context.Plan['target']['site'] }) "Plan $($Context.Plan['digest'])`r`nSite $($Context.Plan['target']['site'])"
    foreach ($one in $Step) {
        $shared = @()
        if ($one.Resource -ceq 'http-sys-record') {
            $site = $Context.Plan['target']['site']
            $shared = @(Find-EndpointBinding $Context $one.After['endpoint'] | ForEach-Object { $_.Site } | Where-Object { $_ -ne $site })
        }
        $note = $null
        if ($one.Resource -ceq 'directory-access') {
            $note = Get-AccessNote $one
        }
        $mark = '  ok    '
        if ($one.Difference.Count -gt 0) {
            $mark = '  change'
        }
        $text = "$mark $($one.Title)"
        if ($one.Difference.Count -gt 0) {
            $text = $text + ' (' + [string]::Join(', ', $one.Difference) + ')'
        }
        if ($shared.Count -gt 0) {
            $text = $text + "`r`n         also for the sites: " + [string]::Join(', ', $shared)
        }
        $record = [ordered]@{ event = 'difference'; change = $one.Id; differs = @($one.Difference); sharedWith = $shared }
        if ($note) {
            $text = $text + "`r`n         $note"
            $record['note'] = $note
        }
        Write-Event $Context $record $text
    }
}

function Confirm-Plan {
    <#
    .SYNOPSIS
    Returns when somebody agreed to this plan: with its digest, or with "yes"; throws otherwise.
    #>
    param([Parameter(Mandatory = $true)] $Context, [string] $ExpectedDigest)
    if ($ExpectedDigest) {
        return
    }
    if (-not $Context.Interactive) {
        throw (New-Problem 'consent-missing' "The plan has the digest $($Context.Plan['digest']).")
    }
    if ((Read-HostText 'Apply these changes? Type yes') -ne 'yes') {
        throw (New-Problem 'cancelled' 'The question was not answered with yes.')
    }
}

function Request-StepSecret {
    <#
    .SYNOPSIS
    Gets every password and PFX file that the differing changes need and opens the files, so that nothing is missing halfway.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [object[]] $Step)
    $new = @{}
    foreach ($one in $Step) {
        if ($one.Difference.Count -eq 0) {
            continue
        }
        $after = $one.After
        if ($one.Resource -ceq 'certificate' -and $after['privateKey']) {
            $thumbprint = $after['thumbprint']
            foreach ($table in @($Context.Secrets.Paths, $Context.Secrets.Files)) {
                if (-not $table.ContainsKey($thumbprint) -and -not $Context.Interactive) {
                    throw (New-Problem 'secret-missing' "The PFX file of $($after['subject']) (thumbprint $thumbprint) and its password are needed.")
                }
            }
            if (-not $Context.Secrets.Paths.ContainsKey($thumbprint)) {
                $Context.Secrets.Paths[$thumbprint] = Read-HostText "Path of the PFX file of $($after['subject'])"
            }
            if (-not $Context.Secrets.Files.ContainsKey($thumbprint)) {
                $Context.Secrets.Files[$thumbprint] = Read-HostSecret 'Password of the PFX file'
            }
            (Open-PfxCertificate $Context.Secrets.Paths[$thumbprint] $Context.Secrets.Files[$thumbprint] $thumbprint).Dispose()
        }
        elseif ($one.Resource -ceq 'local-account') {
            if ($after['password'] -ceq 'generate') {
                $new[$after['account']] = $true
            }
            else {
                $null = Request-AccountSecret $Context $after['account'] $after['userName']
            }
        }
        elseif (@('one-to-one-mapping', 'many-to-one-mapping') -ccontains $one.Resource -and (Test-EntrySecretNeeded $one)) {
            $account = $one.Id
            if ($after.Contains('account')) {
                $account = $after['account']
            }
            if ($after['password'] -cne 'generate' -or -not $new.ContainsKey($account)) {
                $null = Get-EntrySecret $one
            }
        }
    }
}

function Start-Run {
    <#
    .SYNOPSIS
    Makes the run's folder with the plan, the captures and the journal, after IIS' backup; a resumed run has them.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Context)
    if ($null -ne $Context.Journal) {
        $Context.Started = $true
        return
    }
    $id = [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssfff', [Globalization.CultureInfo]::InvariantCulture) + '-' + $Context.Plan['digest'].Substring(0, 8)
    $folder = [IO.Path]::Combine($Context.Root, 'runs', $id)
    $backup = "ClientCertificateMapping-$id"
    $journal = New-Journal ([IO.Path]::Combine($folder, 'journal.jsonl'))
    Open-ProtectedFolder $folder
    try {
        Write-FileByte ([IO.Path]::Combine($folder, 'plan.json')) 0 ([IO.File]::ReadAllBytes([IO.Path]::Combine($Context.Bundle, 'plan.json')))
        Write-FileByte ([IO.Path]::Combine($folder, 'http-sys.json')) 0 ([Text.Encoding]::ASCII.GetBytes((ConvertTo-JsonText @(Find-HttpSysRecord))))
        if ($Context.Plan['target']['configuration'] -ceq 'web.config') {
            $site = Get-IisSite $Context $Context.Plan['target']['site']
            Copy-WebConfiguration $site.Applications['/'].VirtualDirectories['/'].PhysicalPath ([IO.Path]::Combine($folder, 'web.config'))
        }
        Add-IisBackup $backup
        Write-Journal $journal ([ordered]@{
                kind = 'run'; version = 1L; planDigest = $Context.Plan['digest']; computer = (Get-ServerName); site = $Context.Plan['target']['site']
                configuration = $Context.Plan['target']['configuration']; backup = $backup; started = $id.Substring(0, 18)
            })
    }
    catch {
        # Nothing was changed, and without its journal the folder says nothing.
        [IO.Directory]::Delete($folder, $true)
        throw
    }
    $Context.Folder = $folder
    $Context.BackupFile = Get-IisBackupFile $backup
    $Context.Journal = $journal
    $Context.Started = $true
    Write-Event $Context ([ordered]@{ event = 'started'; journal = $journal.Path })
}

function Invoke-PlanStep {
    <#
    .SYNOPSIS
    Makes the changes in the plan's order; neighbouring changes of the configuration go into one commit.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step)
    $group = [Collections.Generic.List[object]]::new()
    $tried = $false
    foreach ($one in $Step) {
        if (-not $tried -and @('windows-feature', 'certificate', 'local-account', 'logon-right', 'directory-access') -cnotcontains $one.Resource) {
            # The accounts are in place, and nothing that visitors see has changed yet.
            Test-PlanLogon $Context $Step
            $tried = $true
        }
        if ($one.Staged) {
            $group.Add($one)
            continue
        }
        Submit-StepGroup $Context $group
        $group.Clear()
        if ($one.Resource -ceq 'https-binding') {
            Save-RecordState $Context $one $Step
        }
        Invoke-SingleStep $Context $one
    }
    Submit-StepGroup $Context $group
    # A commit that touched a binding can have recreated its record with the defaults.
    foreach ($one in $Step) {
        if ($one.Resource -ceq 'http-sys-record') {
            Update-StepState $one
            if ($one.Difference.Count -gt 0) {
                Invoke-SingleStep $Context $one
            }
        }
    }
    Clear-IisManager $Context
}

function Save-RecordState {
    <#
    .SYNOPSIS
    Journals the HTTP.SYS records of the plan before a binding is changed: the change can make them anew, with the defaults.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] $Binding, [Parameter(Mandatory = $true)] [object[]] $Step)
    Update-StepState $Binding
    if ($Binding.Difference.Count -eq 0) {
        return
    }
    foreach ($one in $Step) {
        if ($one.Resource -ceq 'http-sys-record') {
            Update-StepState $one
            Write-Before $Context $one
        }
    }
}

function Write-Before {
    <#
    .SYNOPSIS
    Journals what is there before changes, once per run: a resumed run keeps the first.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step)
    $new = @($Step | Where-Object { $null -eq $_.Captured })
    if ($new.Count -eq 0) {
        return
    }
    $entries = @(foreach ($one in $new) {
            $entry = [ordered]@{ kind = 'before'; change = $one.Id; resource = $one.Resource; state = $one.Current.state; capture = $one.Current.capture; rewrites = $false }
            if (@('one-to-one-mapping', 'many-to-one-mapping') -ccontains $one.Resource) {
                $entry['rewrites'] = Test-EntrySecretNeeded $one
            }
            $entry
        })
    Write-Journal $Context.Journal $entries
    for ($i = 0; $i -lt $new.Count; $i++) {
        $new[$i].Captured = $entries[$i]
    }
}

function Complete-Step {
    <#
    .SYNOPSIS
    Reads a change that was made again and returns its journal entry; throws not-as-planned when it did not take effect.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    Update-StepState $Step
    # The password of an entry cannot be compared; that it was written is known.
    $left = @($Step.Difference | Where-Object { $_ -cne 'password' })
    if ($left.Count -gt 0) {
        throw (New-Problem 'not-as-planned' "$($Step.Title): $([string]::Join(', ', $left)).")
    }
    $Step.State = 'changed'
    return [ordered]@{ kind = 'after'; change = $Step.Id; state = 'changed'; capture = $Step.Current.capture }
}

function Skip-Step {
    <#
    .SYNOPSIS
    Returns the journal entry of a change that needs no doing, unless it has one: unchanged, or made by the run before that was interrupted.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $Step.State = 'unchanged'
    if ($Step.Interrupted) {
        $Step.State = 'changed'
    }
    if ($null -eq $Step.Done) {
        return [ordered]@{ kind = 'after'; change = $Step.Id; state = $Step.State; capture = $Step.Current.capture }
    }
}

function Write-After {
    <#
    .SYNOPSIS
    Journals and tells changes that are made, or need no doing.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Entry)
    if ($Entry.Count -gt 0) {
        Write-Journal $Context.Journal $Entry
    }
    foreach ($one in $Step) {
        Write-Event $Context ([ordered]@{ event = 'change'; change = $one.Id; state = $one.State }) "  $($one.State.PadRight(9)) $($one.Title)"
    }
}

function Invoke-SingleStep {
    <#
    .SYNOPSIS
    Makes one change that takes effect at once.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] $Step)
    try {
        Update-StepState $Step
        if ($Step.Difference.Count -eq 0) {
            Write-After $Context $Step @(Skip-Step $Step)
            return
        }
        Write-Before $Context $Step
        & $script:Resources[$Step.Resource].Set $Step
        Write-After $Context $Step @(Complete-Step $Step)
    }
    catch {
        $Step.State = 'failed'
        Write-Event $Context ([ordered]@{ event = 'change'; change = $Step.Id; state = 'failed' }) "  FAILED    $($Step.Title)"
        throw
    }
}

function Submit-StepGroup {
    <#
    .SYNOPSIS
    Stages a group of configuration changes and commits once.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] $Group)
    if ($Group.Count -eq 0) {
        return
    }
    Clear-IisManager $Context
    $current = $null
    $changing = [Collections.Generic.List[object]]::new()
    try {
        foreach ($one in $Group) {
            $current = $one
            Update-StepState $one
            if ($one.Difference.Count -gt 0) {
                $changing.Add($one)
            }
        }
        Write-Before $Context $changing.ToArray()
        foreach ($one in $changing) {
            $current = $one
            & $script:Resources[$one.Resource].Set $one
        }
        if ($changing.Count -gt 0) {
            Submit-IisManager $Context
        }
        $finished = [Collections.Generic.List[object]]::new()
        $entries = [Collections.Generic.List[object]]::new()
        try {
            foreach ($one in $Group) {
                $current = $one
                if ($changing.Contains($one)) {
                    $entries.Add((Complete-Step $one))
                }
                else {
                    $entries.AddRange(@(Skip-Step $one))
                }
                $finished.Add($one)
            }
        }
        finally {
            Write-After $Context $finished.ToArray() $entries.ToArray()
        }
    }
    catch {
        $current.State = 'failed'
        Write-Event $Context ([ordered]@{ event = 'change'; change = $current.Id; state = 'failed' }) "  FAILED    $($current.Title)"
        throw
    }
}

function Write-Result {
    <#
    .SYNOPSIS
    Tells what is done and what is not.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step, [Parameter(Mandatory = $true)] [int] $Status)
    $states = @($Step | ForEach-Object { [ordered]@{ change = $_.Id; state = $_.State } })
    $text = "Journal: $($Context.Journal.Path)"
    if ($Status -eq 0) {
        $text = "Done. $text"
        if (@($Step | Where-Object { $_.Resource -ceq 'http-sys-record' }).Count -gt 0) {
            $text = $text + "`r`nAfter each renewal of the server certificate run, as administrator: powershell.exe -NoProfile -File `"$([IO.Path]::Combine($Context.Bundle, 'after-renewal.ps1'))`" -Journal `"$($Context.Journal.Path)`""
        }
    }
    else {
        $open = @($Step | Where-Object { $_.State -ceq 'skipped' -or $_.State -ceq 'failed' } | ForEach-Object { '  not done  ' + $_.Title })
        $text = "Stopped.`r`n" + [string]::Join("`r`n", $open) + "`r`n$text`r`nStart apply.ps1 again to go on, or rollback.ps1 with the journal to go back."
    }
    Write-Event $Context ([ordered]@{ event = 'result'; steps = $states; journal = $Context.Journal.Path; status = $Status }) $text
}
