# IIS' module for client certificate mapping, as a role service of a server or an optional feature of a client.

function Get-WindowsFeatureState {
    <#
    .SYNOPSIS
    Returns whether the feature is installed.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $name = $Step.After['name']
    try {
        if ($Step.After['kind'] -ceq 'server-role') {
            $present = [bool](Get-WindowsFeature -Name $name -ErrorAction Stop).Installed
        }
        else {
            $present = ([string](Get-WindowsOptionalFeature -Online -FeatureName $name -ErrorAction Stop).State -eq 'Enabled')
        }
    }
    catch {
        throw (New-Problem 'feature-unavailable' "$name`: $((ConvertTo-Problem $_).detail)")
    }
    return @{ state = [ordered]@{ name = $name; kind = $Step.After['kind']; present = $present }; capture = [ordered]@{} }
}

function Test-WindowsFeatureState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['present']) { 'present' }
}

function Set-WindowsFeatureState {
    <#
    .SYNOPSIS
    Installs the feature; throws restart-needed when it works only after a restart.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $name = $Step.After['name']
    try {
        if ($Step.After['kind'] -ceq 'server-role') {
            $result = Install-WindowsFeature -Name $name -ErrorAction Stop
            $success = [bool]$result.Success
            $restart = ([string]$result.RestartNeeded -eq 'Yes')
        }
        else {
            $result = Enable-WindowsOptionalFeature -Online -FeatureName $name -All -NoRestart -ErrorAction Stop
            $success = $true
            $restart = [bool]$result.RestartNeeded
        }
    }
    catch {
        throw (New-Problem 'feature-failed' "$name`: $((ConvertTo-Problem $_).detail)")
    }
    if (-not $success) {
        throw (New-Problem 'feature-failed' "$name was not installed.")
    }
    if ($restart) {
        throw (New-Problem 'restart-needed' "$name is installed and works after a restart.")
    }
}

function Undo-WindowsFeatureState {
    <#
    .SYNOPSIS
    Leaves the feature: whether another site relies on it by now cannot be told for sure, and unused it changes nothing.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ($Step.Captured['state']['present']) {
        return @{ state = 'unchanged' }
    }
    return @{ state = 'left'; because = "The feature $($Step.After['name']) stays installed: another site may use it by now, and without configuration it does nothing." }
}
