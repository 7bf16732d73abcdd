# The right to log on in the way in which IIS logs a mapped account on.

# Everyone, Authenticated Users and BUILTIN\Users are groups of every account's token.
$script:CommonGroups = @('S-1-1-0', 'S-1-5-11', 'S-1-5-32-545')

function Get-LogonRightState {
    <#
    .SYNOPSIS
    Returns whether the account has the right: itself, or through a group that every account is in.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $sid = Resolve-AccountSid (Get-QualifiedName $after['userName'])
    $direct = $false
    $granted = $false
    if ($null -ne $sid) {
        $direct = (@(Get-AccountRight $sid) -ccontains $after['right'])
        $granted = $direct
        foreach ($group in $script:CommonGroups) {
            if (-not $granted -and @(Get-AccountRight $group) -ccontains $after['right']) {
                $granted = $true
            }
        }
    }
    return @{
        state   = [ordered]@{ account = $after['account']; userName = $after['userName']; right = $after['right']; granted = $granted }
        capture = [ordered]@{ sid = $sid; direct = $direct }
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
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['granted']) { 'granted' }
}

function Set-LogonRightState {
    <#
    .SYNOPSIS
    Gives the right to the account itself.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $sid = $Step.Current.capture['sid']
    if ($null -eq $sid) {
        throw (New-Problem 'account-missing' "Windows does not know $($Step.After['userName']).")
    }
    Add-AccountRight $sid $Step.After['right']
}

function Undo-LogonRightState {
    <#
    .SYNOPSIS
    Takes the right back where this run gave it.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $sid = $Step.Current.capture['sid']
    if ($Step.Captured['capture']['direct'] -or $Step.Captured['state']['granted'] -or $null -eq $sid -or -not $Step.Current.capture['direct']) {
        return @{ state = 'unchanged' }
    }
    Revoke-AccountRight $sid $Step.After['right']
    return @{ state = 'undone' }
}
