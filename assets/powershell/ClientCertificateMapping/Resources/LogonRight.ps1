# The right to log on in the way in which IIS logs a mapped account on.

# Everyone, Authenticated Users and BUILTIN\Users are groups of every account's token.
$script:CommonGroups = @('S-1-1-0', 'S-1-5-11', 'S-1-5-32-545')
# Local account: a group of every local account's token since KB 2871997; security baselines deny it the network logon.
$script:LocalAccountGroup = 'S-1-5-113'

# Right -> the right that denies it, and the group that a token of this kind of logon has.
# https://learn.microsoft.com/windows/win32/secauthz/account-rights-constants
$script:LogonRights = @{
    SeNetworkLogonRight     = @('SeDenyNetworkLogonRight', 'S-1-5-2')
    SeBatchLogonRight       = @('SeDenyBatchLogonRight', 'S-1-5-3')
    SeInteractiveLogonRight = @('SeDenyInteractiveLogonRight', 'S-1-5-4')
}

function Get-TokenGroup {
    <#
    .SYNOPSIS
    Returns the SIDs that an account's token has at least: its own where it exists, and those of groups that every such account is in.
    #>
    param([Parameter(Mandatory = $true)] [string] $UserName, [string] $Sid)
    if ($Sid) {
        $Sid
    }
    $script:CommonGroups
    if ((Get-QualifiedName $UserName).StartsWith((Get-ServerName) + '\', [StringComparison]::OrdinalIgnoreCase)) {
        $script:LocalAccountGroup
    }
}

function Get-LogonRightState {
    <#
    .SYNOPSIS
    Returns whether the account has the right, itself or through a group of its token, and which of them are denied it.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $sid = Resolve-AccountSid (Get-QualifiedName $after['userName'])
    $deny = $script:LogonRights[$after['right']][0]
    $direct = $false
    $granted = $false
    $denied = [Collections.Generic.List[object]]::new()
    foreach ($group in @(Get-TokenGroup $after['userName'] $sid) + $script:LogonRights[$after['right']][1]) {
        $rights = @(Get-AccountRight $group)
        if ($rights -ccontains $after['right']) {
            $granted = $granted -or ($null -ne $sid)
            $direct = $direct -or ($group -ceq $sid)
        }
        if ($rights -ccontains $deny) {
            $denied.Add($group)
        }
    }
    return @{
        state   = [ordered]@{ account = $after['account']; userName = $after['userName']; right = $after['right']; granted = $granted }
        capture = [ordered]@{ sid = $sid; direct = $direct; denied = $denied }
    }
}

function Get-QualifiedName {
    <#
    .SYNOPSIS
    Returns an account name that cannot mean a domain account of the same name: a bare or "." name becomes one of this computer.
    #>
    param([Parameter(Mandatory = $true)] [string] $UserName)
    if ($UserName.StartsWith('.\', [StringComparison]::Ordinal)) {
        return (Get-ServerName) + $UserName.Substring(1)
    }
    if ($UserName.Contains('\') -or $UserName.Contains('@')) {
        return $UserName
    }
    return (Get-ServerName) + '\' + $UserName
}

function Test-LogonRightState {
    <#
    .SYNOPSIS
    Returns what differs from the plan: the right is missing, or denied, which counts more than any grant.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['granted']) { 'granted' }
    if ($Step.Current.capture['denied'].Count -gt 0) { 'denied' }
}

function Assert-LogonRightPossible {
    <#
    .SYNOPSIS
    Throws logon-denied where a grant would change nothing.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $denied = @($Step.Current.capture['denied'])
    if ($denied.Count -eq 0) {
        return
    }
    $deny = $script:LogonRights[$Step.After['right']][0]
    $text = "$($Step.After['userName']) would be refused with 0x80070569 (logon type not granted), whatever its password is: $deny is set for $([string]::Join(', ', $denied))"
    if ($denied -ccontains $script:LocalAccountGroup) {
        $text = $text + ' (local accounts, as security baselines do)'
    }
    throw (New-Problem 'logon-denied' "$text.")
}

function Set-LogonRightState {
    <#
    .SYNOPSIS
    Gives the right to the account itself.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    Assert-LogonRightPossible $Step
    $sid = $Step.Current.capture['sid']
    if ($null -eq $sid) {
        throw (New-Problem 'account-missing' "Windows does not know $($Step.After['userName']).")
    }
    Add-AccountRight $sid $Step.After['right']
}

function Undo-LogonRightState {
    <#
    .SYNOPSIS
    Takes the right back where this run gave it and no other mapping relies on it.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $sid = $Step.Current.capture['sid']
    if ($Step.Captured['capture']['direct'] -or $Step.Captured['state']['granted'] -or $null -eq $sid -or -not $Step.Current.capture['direct']) {
        return @{ state = 'unchanged' }
    }
    $site = Find-MappedAccount $Step.Context $Step.After['userName']
    if ($null -ne $site) {
        return @{ state = 'left'; because = "An entry of the site $site uses the account, and needs the right." }
    }
    Revoke-AccountRight $sid $Step.After['right']
    return @{ state = 'undone' }
}
