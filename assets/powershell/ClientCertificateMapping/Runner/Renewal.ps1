# After a renewal: the endpoint has another certificate, and its record the defaults.

function Restore-HttpSysSetting {
    <#
    .SYNOPSIS
    Writes the settings that a run left in HTTP.SYS, with the certificate that the endpoint has now, and names mappings that expire; returns the exit status.
    #>
    param(
        [Parameter(Mandatory = $true)] [string] $JournalPath,
        [Parameter(Mandatory = $true)] [string] $Root,
        [Parameter(Mandatory = $true)] [int] $Days,
        [switch] $Json
    )
    $context = New-RunContext '' $Root @{ Accounts = @{}; Files = @{}; Paths = @{} } $false ([bool]$Json)
    $mutex = $null
    try {
        $mutex = Enter-Run $context
        Open-RunJournal $context $JournalPath
        $kinds = @($context.Journal.Entries | ForEach-Object { $_['kind'] })
        if ($kinds -ccontains 'rollback' -or $kinds -cnotcontains 'end') {
            throw (New-Problem 'renewal-not-applied' "$JournalPath tells of a run that stopped or was rolled back.")
        }
        foreach ($step in Get-PlanStep $context) {
            if ($step.Resource -ceq 'http-sys-record') {
                $state = Restore-RecordSetting $step
                Write-Event $context ([ordered]@{ event = 'change'; change = $step.Id; state = $state }) "  $($state.PadRight(9)) $($step.Title)"
            }
        }
        foreach ($expiring in Find-ExpiringMapping $context ([DateTime]::UtcNow.AddDays($Days))) {
            Write-Event $context ([ordered]@{ event = 'expires'; change = $expiring.Id; notAfter = $expiring.NotAfter }) "  expires   $($expiring.NotAfter)  $($expiring.Title)"
        }
        Write-Event $context ([ordered]@{ event = 'result'; status = 0 }) 'Done.'
        return 0
    }
    catch {
        return Write-ProblemEvent $context (ConvertTo-Problem $_)
    }
    finally {
        if ($null -ne $mutex) {
            $mutex.ReleaseMutex()
            $mutex.Dispose()
        }
    }
}

function Restore-RecordSetting {
    <#
    .SYNOPSIS
    Brings one record to what the run left, but for its certificate; returns "unchanged" or "changed".
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $endpoint = $Step.After['endpoint']
    $record = Get-HttpSysRecord $endpoint['kind'] $endpoint['value']
    $left = $Step.Done['capture']['record']
    if ($null -eq $record -or $null -eq $left) {
        throw (New-Problem 'record-missing' "HTTP.SYS has no certificate for $($endpoint['value']).")
    }
    $whole = [ordered]@{}
    foreach ($key in $left.Keys) {
        $whole[$key] = $left[$key]
    }
    foreach ($key in @('certificateHash', 'certificateStoreName', 'appId')) {
        $whole[$key] = $record[$key]
    }
    if (-not $whole['certificateStoreName']) {
        $whole['certificateStoreName'] = 'My'
    }
    if ((ConvertTo-JsonText $whole) -ceq (ConvertTo-JsonText $record)) {
        return 'unchanged'
    }
    Write-HttpSysRecord $whole
    return 'changed'
}

function Find-ExpiringMapping {
    <#
    .SYNOPSIS
    Returns Id, Title and NotAfter (ISO 8601, UTC) of the one-to-one mappings of the plan whose certificate is not valid after an instant.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [DateTime] $Until)
    foreach ($change in $Context.Plan['changes']) {
        if ($change['resource'] -cne 'one-to-one-mapping' -or -not $change['after']['present']) {
            continue
        }
        try {
            $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String($change['after']['certificate']))
        }
        catch {
            throw (New-Problem 'certificate-file' "$($change['title']): $((ConvertTo-Problem $_).detail)")
        }
        $notAfter = $certificate.NotAfter.ToUniversalTime()
        $certificate.Dispose()
        if ($notAfter -lt $Until) {
            [pscustomobject]@{
                Id       = $change['id']
                Title    = $change['title']
                NotAfter = $notAfter.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
            }
        }
    }
}
