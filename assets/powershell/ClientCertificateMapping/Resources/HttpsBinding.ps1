# An https binding of the site. Its certificate is HTTP.SYS' matter, not the configuration's.

function Get-HttpsBinding {
    <#
    .SYNOPSIS
    Returns the https binding with this information, or nothing.
    #>
    param([Parameter(Mandatory = $true)] $Site, [Parameter(Mandatory = $true)] [string] $Information)
    foreach ($binding in $Site.Bindings) {
        if ($binding.Protocol -eq 'https' -and [string]::Equals($binding.BindingInformation, $Information, [StringComparison]::OrdinalIgnoreCase)) {
            return $binding
        }
    }
}

function Get-HttpsBindingState {
    <#
    .SYNOPSIS
    Returns whether the binding is there, and its sslFlags.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $site = Get-IisSite $Step.Context $after['site']
    $binding = Get-HttpsBinding $site $after['bindingInformation']
    $flags = 0L
    if ($null -ne $binding) {
        $flags = [long]$binding.GetAttributeValue('sslFlags')
    }
    return @{
        state   = [ordered]@{ site = $after['site']; bindingInformation = $after['bindingInformation']; sslFlags = $flags; present = ($null -ne $binding) }
        capture = [ordered]@{}
    }
}

function Test-HttpsBindingState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['present']) { 'present' }
    elseif ($Step.Current.state['sslFlags'] -ne $Step.After['sslFlags']) { 'sslFlags' }
}

function Assert-HttpsBindingPossible {
    <#
    .SYNOPSIS
    Throws binding-central-store for a binding of the centralised certificate store: its certificates are files, and not in HTTP.SYS.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ((($Step.After['sslFlags'] -bor $Step.Current.state['sslFlags']) -band 2) -ne 0) {
        throw (New-Problem 'binding-central-store' "The binding $($Step.After['bindingInformation']) has the flag 2.")
    }
}

function Set-HttpsBindingState {
    <#
    .SYNOPSIS
    Adds the binding or sets its sslFlags, in a commit of its own: HTTP.SYS is written after it.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    Assert-HttpsBindingPossible $Step
    $site = Get-IisSite $Step.Context $after['site']
    $binding = Get-HttpsBinding $site $after['bindingInformation']
    if ($null -eq $binding) {
        $binding = $site.Bindings.Add($after['bindingInformation'], 'https')
    }
    if ($after['sslFlags'] -ne [long]$binding.GetAttributeValue('sslFlags')) {
        $binding.SetAttributeValue('sslFlags', [long]$after['sslFlags'])
    }
    Submit-IisManager $Step.Context
}

function Undo-HttpsBindingState {
    <#
    .SYNOPSIS
    Removes a binding that this run added, or sets the captured sslFlags.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $before = $Step.Captured['state']
    if (-not $Step.Current.state['present']) {
        return @{ state = 'unchanged' }
    }
    if ($before['present'] -and $before['sslFlags'] -eq $Step.Current.state['sslFlags']) {
        return @{ state = 'unchanged' }
    }
    if ($Step.Current.state['sslFlags'] -ne $after['sslFlags']) {
        return @{ state = 'left'; because = 'Somebody changed the binding since.' }
    }
    $site = Get-IisSite $Step.Context $after['site']
    $binding = Get-HttpsBinding $site $after['bindingInformation']
    if ($before['present']) {
        $binding.SetAttributeValue('sslFlags', [long]$before['sslFlags'])
    }
    else {
        [void]$site.Bindings.Remove($binding)
    }
    Submit-IisManager $Step.Context
    return @{ state = 'undone' }
}
