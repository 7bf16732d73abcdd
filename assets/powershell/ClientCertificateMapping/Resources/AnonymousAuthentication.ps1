# Whether visitors without an account are let in.

function Get-AnonymousAuthenticationState {
    <#
    .SYNOPSIS
    Returns whether anonymous authentication is enabled as it holds for the path.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $section = Get-EffectiveSection $Step.Context $script:AnonymousSectionPath $after['site'] $after['path']
    $written = Get-WrittenSection $Step.Context $script:AnonymousSectionPath $after['site'] $after['path']
    return @{
        state   = [ordered]@{ site = $after['site']; path = $after['path']; enabled = [bool]$section.GetAttributeValue('enabled') }
        capture = [ordered]@{ written = [bool]$written.IsLocallyStored }
    }
}

function Test-AnonymousAuthenticationState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ($Step.Current.state['enabled'] -ne $Step.After['enabled']) { 'enabled' }
}

function Set-AnonymousAuthenticationState {
    <#
    .SYNOPSIS
    Stages whether anonymous authentication is enabled.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $section = Get-WrittenSection $Step.Context $script:AnonymousSectionPath $Step.After['site'] $Step.After['path']
    $section.SetAttributeValue('enabled', [bool]$Step.After['enabled'])
}

function Undo-AnonymousAuthenticationState {
    <#
    .SYNOPSIS
    Stages the captured value.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $before = $Step.Captured['state']
    if ($before['enabled'] -eq $Step.Current.state['enabled'] -and $Step.Captured['capture']['written'] -eq $Step.Current.capture['written']) {
        return @{ state = 'unchanged' }
    }
    $section = Get-WrittenSection $Step.Context $script:AnonymousSectionPath $Step.After['site'] $Step.After['path']
    Undo-SectionAttribute $Step $section ([ordered]@{ enabled = [bool]$before['enabled'] })
    return @{ state = 'undone' }
}
