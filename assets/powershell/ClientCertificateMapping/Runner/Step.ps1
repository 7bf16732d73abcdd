# One change of the plan on its way: what is there, what was captured, what is wanted.

# Staged: waits for the one commit of its group. Assert: throws, before anything is changed, where Set could not succeed.
$script:Resources = @{
    'windows-feature'          = @{
        Get = ${function:Get-WindowsFeatureState}; Test = ${function:Test-WindowsFeatureState}; Set = ${function:Set-WindowsFeatureState}; Undo = ${function:Undo-WindowsFeatureState}
        Assert = $null; Staged = $false
    }
    'certificate'              = @{
        Get = ${function:Get-CertificateState}; Test = ${function:Test-CertificateState}; Set = ${function:Set-CertificateState}; Undo = ${function:Undo-CertificateState}
        Assert = ${function:Assert-CertificatePossible}; Staged = $false
    }
    'local-account'            = @{
        Get = ${function:Get-LocalAccountState}; Test = ${function:Test-LocalAccountState}; Set = ${function:Set-LocalAccountState}; Undo = ${function:Undo-LocalAccountState}
        Assert = $null; Staged = $false
    }
    'logon-right'              = @{
        Get = ${function:Get-LogonRightState}; Test = ${function:Test-LogonRightState}; Set = ${function:Set-LogonRightState}; Undo = ${function:Undo-LogonRightState}
        Assert = ${function:Assert-LogonRightPossible}; Staged = $false
    }
    'directory-access'         = @{
        Get = ${function:Get-DirectoryAccessState}; Test = ${function:Test-DirectoryAccessState}; Set = ${function:Set-DirectoryAccessState}; Undo = ${function:Undo-DirectoryAccessState}
        Assert = ${function:Assert-DirectoryAccessPossible}; Staged = $false
    }
    'https-binding'            = @{
        Get = ${function:Get-HttpsBindingState}; Test = ${function:Test-HttpsBindingState}; Set = ${function:Set-HttpsBindingState}; Undo = ${function:Undo-HttpsBindingState}
        Assert = ${function:Assert-HttpsBindingPossible}; Staged = $false
    }
    'http-sys-record'          = @{
        Get = ${function:Get-HttpSysRecordState}; Test = ${function:Test-HttpSysRecordState}; Set = ${function:Set-HttpSysRecordState}; Undo = ${function:Undo-HttpSysRecordState}
        Assert = ${function:Assert-HttpSysRecordPossible}; Staged = $false
    }
    'section-lock'             = @{
        Get = ${function:Get-SectionLockState}; Test = ${function:Test-SectionLockState}; Set = ${function:Set-SectionLockState}; Undo = ${function:Undo-SectionLockState}
        Assert = $null; Staged = $false
    }
    'mapping-section'          = @{
        Get = ${function:Get-MappingSectionState}; Test = ${function:Test-MappingSectionState}; Set = ${function:Set-MappingSectionState}; Undo = ${function:Undo-MappingSectionState}
        Assert = $null; Staged = $true
    }
    'one-to-one-mapping'       = @{
        Get = ${function:Get-OneToOneMappingState}; Test = ${function:Test-OneToOneMappingState}; Set = ${function:Set-OneToOneMappingState}; Undo = ${function:Undo-OneToOneMappingState}
        Assert = $null; Staged = $true
    }
    'many-to-one-mapping'      = @{
        Get = ${function:Get-ManyToOneMappingState}; Test = ${function:Test-ManyToOneMappingState}; Set = ${function:Set-ManyToOneMappingState}; Undo = ${function:Undo-ManyToOneMappingState}
        Assert = $null; Staged = $true
    }
    'anonymous-authentication' = @{
        Get = ${function:Get-AnonymousAuthenticationState}; Test = ${function:Test-AnonymousAuthenticationState}; Set = ${function:Set-AnonymousAuthenticationState}; Undo = ${function:Undo-AnonymousAuthenticationState}
        Assert = $null; Staged = $true
    }
    'ssl-flags'                = @{
        Get = ${function:Get-SslFlagState}; Test = ${function:Test-SslFlagState}; Set = ${function:Set-SslFlagState}; Undo = ${function:Undo-SslFlagState}
        Assert = $null; Staged = $true
    }
}

function Get-PlanStep {
    <#
    .SYNOPSIS
    Returns one step for each change of the plan, with what the journal knows of it.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    $captured = @{}
    $done = @{}
    if ($null -ne $Context.Journal) {
        foreach ($entry in $Context.Journal.Entries) {
            if ($entry['kind'] -ceq 'before' -and -not $captured.ContainsKey($entry['change'])) {
                $captured[$entry['change']] = $entry
            }
            if ($entry['kind'] -ceq 'after') {
                $done[$entry['change']] = $entry
            }
        }
    }
    foreach ($change in $Context.Plan['changes']) {
        @{
            Id          = $change['id']
            Title       = $change['title']
            Resource    = $change['resource']
            Before      = $change['before']
            After       = $change['after']
            Context     = $Context
            Current     = $null
            Captured    = $captured[$change['id']]
            Done        = $done[$change['id']]
            Interrupted = ($captured.ContainsKey($change['id']))
            Rewritten   = ($captured.ContainsKey($change['id']) -and [bool]$captured[$change['id']]['rewrites'])
            Staged      = $script:Resources[$change['resource']].Staged
            State       = 'skipped'
            Difference  = @()
            Because     = $null
        }
    }
}

function Update-StepState {
    <#
    .SYNOPSIS
    Reads what is there for a step and returns the names of what differs from the plan.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Reads only.')]
    param([Parameter(Mandatory = $true)] $Step)
    $Step.Current = & $script:Resources[$Step.Resource].Get $Step
    $Step.Difference = @(& $script:Resources[$Step.Resource].Test $Step)
}

function Test-StaleStep {
    <#
    .SYNOPSIS
    Returns the names of what is neither as when the plan was made nor as planned.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ($null -eq $Step.Before -or $Step.Interrupted -or $Step.Difference.Count -eq 0) {
        return
    }
    $current = $Step.Current.state
    foreach ($name in $Step.Before.Keys) {
        # What names the resource, and what the server does not tell, says nothing about its state.
        if (@('site', 'path', 'account', 'subject', 'file', 'thumbprint', 'certificate', 'password', 'store', 'endpoint') -ccontains $name -or -not $current.Contains($name)) {
            continue
        }
        if ($Step.Before.Contains('present') -and -not $Step.Before['present'] -and $name -cne 'present') {
            continue
        }
        if ($name -ceq 'rules') {
            $same = ((ConvertTo-RuleText $Step.Before[$name]) -ceq (ConvertTo-RuleText $current[$name]))
        }
        elseif ($name -ceq 'sslFlags' -and $Step.Resource -ceq 'ssl-flags') {
            $same = ((ConvertTo-SslFlagText $Step.Before[$name]) -ceq (ConvertTo-SslFlagText $current[$name]))
        }
        elseif ($Step.Before[$name] -is [string] -and @('userName', 'name') -ccontains $name) {
            $same = [string]::Equals($Step.Before[$name], $current[$name], [StringComparison]::OrdinalIgnoreCase)
        }
        else {
            $same = ($Step.Before[$name] -ceq $current[$name])
        }
        if (-not $same) {
            $name
        }
    }
}
