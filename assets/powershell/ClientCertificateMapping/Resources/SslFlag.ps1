# Whether the path needs TLS and a client certificate.

function Get-SslFlagState {
    <#
    .SYNOPSIS
    Returns the SSL flags as it holds for the path.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $section = Get-EffectiveSection $Step.Context $script:AccessSectionPath $after['site'] $after['path']
    $written = Get-WrittenSection $Step.Context $script:AccessSectionPath $after['site'] $after['path']
    return @{
        state   = [ordered]@{ site = $after['site']; path = $after['path']; sslFlags = @(ConvertFrom-SslFlag $section.GetAttributeValue('sslFlags')) }
        capture = [ordered]@{ written = [bool]$written.IsLocallyStored }
    }
}

function Test-SslFlagState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ((ConvertTo-SslFlagText $Step.Current.state['sslFlags']) -cne (ConvertTo-SslFlagText $Step.After['sslFlags'])) { 'sslFlags' }
}

function Set-SslFlagState {
    <#
    .SYNOPSIS
    Stages the SSL flags.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $section = Get-WrittenSection $Step.Context $script:AccessSectionPath $Step.After['site'] $Step.After['path']
    $section.SetAttributeValue('sslFlags', (ConvertTo-SslFlagText $Step.After['sslFlags']))
}

function Undo-SslFlagState {
    <#
    .SYNOPSIS
    Stages the captured value.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $before = $Step.Captured['state']
    if ((ConvertTo-SslFlagText $before['sslFlags']) -ceq (ConvertTo-SslFlagText $Step.Current.state['sslFlags']) -and $Step.Captured['capture']['written'] -eq $Step.Current.capture['written']) {
        return @{ state = 'unchanged' }
    }
    $section = Get-WrittenSection $Step.Context $script:AccessSectionPath $Step.After['site'] $Step.After['path']
    Undo-SectionAttribute $Step $section ([ordered]@{ sslFlags = (ConvertTo-SslFlagText $before['sslFlags']) })
    return @{ state = 'undone' }
}

function ConvertTo-SslFlagText {
    <#
    .SYNOPSIS
    Returns the attribute's text: the flags in one order, None for none.
    #>
    param($Flag)
    $wanted = @($Flag)
    $names = @(@('Ssl', 'SslNegotiateCert', 'SslRequireCert', 'Ssl128') | Where-Object { $wanted -ccontains $_ })
    if ($names.Count -eq 0) {
        return 'None'
    }
    return [string]::Join(', ', $names)
}
