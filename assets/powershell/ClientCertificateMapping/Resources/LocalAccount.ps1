# A local account. An existing one is taken as it is: its password is never replaced, except by the run that made it.

function Get-LocalAccountName {
    <#
    .SYNOPSIS
    Returns the account's name without computer.
    #>
    param([Parameter(Mandatory = $true)] [string] $UserName)
    return $UserName.Substring($UserName.LastIndexOf('\') + 1)
}

function Test-LocalAccountCmdlet {
    <#
    .SYNOPSIS
    Says whether the module Microsoft.PowerShell.LocalAccounts is there.
    #>
    return ($null -ne (Get-Command -Name 'New-LocalUser' -ErrorAction SilentlyContinue))
}

function Get-LocalAccountState {
    <#
    .SYNOPSIS
    Returns whether the account exists, and its SID.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $name = Get-LocalAccountName $after['userName']
    $sid = $null
    if (Test-LocalAccountCmdlet) {
        # Compared by ourselves: -Name takes wildcards.
        foreach ($user in Get-LocalUser -ErrorAction Stop) {
            if ($user.Name -eq $name) {
                $sid = [string]$user.SID
            }
        }
    }
    else {
        $sid = Resolve-AccountSid ((Get-ServerName) + '\' + $name)
    }
    return @{
        state   = [ordered]@{ account = $after['account']; userName = $after['userName']; password = $after['password']; present = ($null -ne $sid) }
        capture = [ordered]@{ sid = $sid }
    }
}

function Test-LocalAccountState {
    <#
    .SYNOPSIS
    Returns what differs from the plan: that the account is missing, or that this run made it and no longer knows its password.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['present']) { 'present' }
    elseif ($Step.Interrupted -and $Step.After['password'] -ceq 'generate' -and -not $Step.Context.Secrets.Accounts.ContainsKey($Step.After['account'])) { 'password' }
}

function Set-LocalAccountState {
    <#
    .SYNOPSIS
    Makes the account. A generated password is kept in memory for the entries of this run and shown to nobody.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $name = Get-LocalAccountName $after['userName']
    if ($after['password'] -ceq 'generate') {
        $Step.Context.Secrets.Accounts[$after['account']] = Get-GeneratedSecret
    }
    $secret = Request-AccountSecret $Step.Context $after['account'] $after['userName']
    try {
        if (-not (Test-LocalAccountCmdlet)) {
            Set-DirectoryServiceUser $name $secret
        }
        elseif ($Step.Current.state['present']) {
            # Only a run that was interrupted after it had made the account comes here.
            Set-LocalUser -Name $name -Password $secret -ErrorAction Stop
        }
        else {
            $null = New-LocalUser -Name $name -Password $secret -PasswordNeverExpires -UserMayNotChangePassword -AccountNeverExpires -Description 'For IIS client certificate mapping' -ErrorAction Stop
        }
    }
    catch {
        throw (New-Problem 'account-failed' "$name`: $((ConvertTo-Problem $_).detail)")
    }
}

function Undo-LocalAccountState {
    <#
    .SYNOPSIS
    Removes an account that this run made, when it is still the same one.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ($Step.Captured['state']['present']) {
        return @{ state = 'unchanged' }
    }
    if (-not $Step.Current.state['present']) {
        return @{ state = 'unchanged'; because = 'It is not there any more.' }
    }
    $made = $Step.Done
    if ($null -ne $made -and $made['capture']['sid'] -cne $Step.Current.capture['sid']) {
        return @{ state = 'left'; because = 'The account of this name is another one than this run made.' }
    }
    $site = Find-MappedAccount $Step.Context $Step.After['userName']
    if ($null -ne $site) {
        return @{ state = 'left'; because = "An entry of the site $site still uses the account." }
    }
    $name = Get-LocalAccountName $Step.After['userName']
    if (Test-LocalAccountCmdlet) {
        Remove-LocalUser -Name $name -ErrorAction Stop
    }
    else {
        Clear-DirectoryServiceUser $name
    }
    return @{ state = 'undone' }
}

function Find-MappedAccount {
    <#
    .SYNOPSIS
    Returns the name of a site with a mapping to this account, or nothing.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $UserName)
    $name = Get-QualifiedName $UserName
    foreach ($site in (Get-IisManager $Context).Sites) {
        $section = Get-EffectiveSection $Context $script:MappingSectionPath $site.Name
        foreach ($collection in @('oneToOneMappings', 'manyToOneMappings')) {
            foreach ($entry in $section.GetCollection($collection)) {
                if ((Get-QualifiedName ([string]$entry.GetAttributeValue('userName'))) -eq $name) {
                    return $site.Name
                }
            }
        }
    }
}
