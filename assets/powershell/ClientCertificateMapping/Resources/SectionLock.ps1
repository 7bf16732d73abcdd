# Whether the site's web.config may hold a section. Unlocked for this one site only, never for the server.

function Get-SectionLockState {
    <#
    .SYNOPSIS
    Returns whether the section may stand in the site's web.config, and the mode that the site's location itself has.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $section = (Get-IisManager $Step.Context).GetApplicationHostConfiguration().GetSection($Step.After['section'], $Step.After['site'])
    return @{
        state   = [ordered]@{ site = $Step.After['site']; section = $Step.After['section']; overrideMode = [string]$section.OverrideModeEffective }
        capture = [ordered]@{ own = [string]$section.OverrideMode }
    }
}

function Test-SectionLockState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ($Step.Current.state['overrideMode'] -cne $Step.After['overrideMode']) { 'overrideMode' }
}

function Set-SectionLockState {
    <#
    .SYNOPSIS
    Sets the mode for the site's location, in a commit of its own: web.config can be written only after it.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    Write-SectionLock $Step $Step.After['overrideMode']
}

function Write-SectionLock {
    <#
    .SYNOPSIS
    Commits one mode for the site's location.
    #>
    param([Parameter(Mandatory = $true)] $Step, [Parameter(Mandatory = $true)] [string] $Mode)
    $section = (Get-IisManager $Step.Context).GetApplicationHostConfiguration().GetSection($Step.After['section'], $Step.After['site'])
    $section.OverrideMode = [Microsoft.Web.Administration.OverrideMode]$Mode
    Submit-IisManager $Step.Context
}

function Undo-SectionLockState {
    <#
    .SYNOPSIS
    Sets the captured mode again.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $own = $Step.Captured['capture']['own']
    if ($own -ceq $Step.Current.capture['own']) {
        return @{ state = 'unchanged' }
    }
    if (@('Inherit', 'Allow', 'Deny') -cnotcontains $own) {
        $own = 'Inherit'
    }
    Write-SectionLock $Step $own
    return @{ state = 'undone' }
}
