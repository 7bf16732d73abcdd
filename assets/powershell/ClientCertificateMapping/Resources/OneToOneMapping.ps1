# One certificate, one account. The key is the certificate's text.

function Get-OneToOneMappingState {
    <#
    .SYNOPSIS
    Returns the entry for the certificate.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $found = Get-Entry $Step.Context $after['site'] 'oneToOneMappings' 'certificate' $after['certificate']
    $state = [ordered]@{ site = $after['site']; thumbprint = $after['thumbprint']; userName = ''; enabled = $false; present = ($null -ne $found) }
    $capture = [ordered]@{ password = $false; position = -1L }
    if ($null -ne $found) {
        $state['userName'] = [string]$found.Element.GetAttributeValue('userName')
        $state['enabled'] = [bool]$found.Element.GetAttributeValue('enabled')
        $capture['password'] = Test-EntryPassword $found.Element
        $capture['position'] = [long]$found.Position
        if ([string]$found.Element.GetAttributeValue('certificate') -cne $after['certificate']) {
            # Line breaks in the text: IIS compares bytes, but its key is the text.
            $capture['text'] = [string]$found.Element.GetAttributeValue('certificate')
        }
    }
    return @{ state = $state; capture = $capture }
}

function Test-OneToOneMappingState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    Compare-Entry $Step.After $Step.Current.state
    if ($Step.After['present'] -and $Step.Current.capture.Contains('text')) { 'certificate' }
    if ($Step.Current.state['present'] -and (Test-EntrySecretNeeded $Step)) { 'password' }
}

function Set-OneToOneMappingState {
    <#
    .SYNOPSIS
    Stages the entry, or its removal.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $found = Get-Entry $Step.Context $after['site'] 'oneToOneMappings' 'certificate' $after['certificate']
    $list = (Get-WrittenSection $Step.Context $script:MappingSectionPath $after['site']).GetCollection('oneToOneMappings')
    $index = Get-EntryIndex $Step.Context $after['site'] 'oneToOneMappings' 'certificate'
    if (-not $after['present']) {
        Clear-Entry $list $found.Element $Step.Title
        [void]$index.Remove((ConvertTo-EntryKey 'certificate' $after['certificate']))
        return
    }
    $secret = Get-EntrySecret $Step
    $position = -1
    if ($null -ne $found -and $Step.Current.capture.Contains('text')) {
        # A key is not rewritten in place: a new entry takes the old one's place, with its password where no new one is given.
        $position = $found.Position
        $old = $found.Element
        Clear-Entry $list $old $Step.Title
        $found = $null
    }
    if ($null -eq $found) {
        $element = $list.CreateElement('add')
        $element.SetAttributeValue('certificate', $after['certificate'])
        if ($position -ge 0 -and $null -eq $secret) {
            $element.SetAttributeValue('password', [string]$old.GetAttributeValue('password'))
        }
    }
    else {
        $element = $found.Element
    }
    $element.SetAttributeValue('userName', $after['userName'])
    $element.SetAttributeValue('enabled', $after['enabled'])
    if ($null -ne $secret) {
        Set-SecretAttribute $element $secret
    }
    if ($null -eq $found) {
        if ($position -ge 0) {
            [void]$list.AddAt($position, $element)
        }
        else {
            $position = $index.Count
            [void]$list.Add($element)
        }
        $index[(ConvertTo-EntryKey 'certificate' $after['certificate'])] = @{ Element = $element; Position = $position }
    }
}

function Clear-Entry {
    <#
    .SYNOPSIS
    Stages the removal of an entry; throws entry-inherited when the collection cannot remove it.
    #>
    param([Parameter(Mandatory = $true)] $List, [Parameter(Mandatory = $true)] $Element, [Parameter(Mandatory = $true)] [string] $Title)
    try {
        $List.Remove($Element)
    }
    catch {
        throw (New-Problem 'entry-inherited' "$Title`: $((ConvertTo-Problem $_).detail)")
    }
}

function Undo-OneToOneMappingState {
    <#
    .SYNOPSIS
    Stages the entry as it was.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $before = $Step.Captured['state']
    return Undo-Entry $Step 'oneToOneMappings' 'certificate' ([ordered]@{ userName = $before['userName']; enabled = $before['enabled'] })
}
