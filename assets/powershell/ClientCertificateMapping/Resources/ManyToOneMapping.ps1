# Rules on subject and issuer, one account. The key is the entry's name.

function Get-ManyToOneMappingState {
    <#
    .SYNOPSIS
    Returns the entry of this name with its rules.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $found = Get-Entry $Step.Context $after['site'] 'manyToOneMappings' 'name' $after['name']
    $state = [ordered]@{ site = $after['site']; name = $after['name']; description = ''; enabled = $false; permissionMode = ''; userName = ''; rules = @(); present = ($null -ne $found) }
    $capture = [ordered]@{ password = $false; position = -1L }
    if ($null -ne $found) {
        $element = $found.Element
        $state['description'] = [string]$element.GetAttributeValue('description')
        $state['enabled'] = [bool]$element.GetAttributeValue('enabled')
        $state['permissionMode'] = @('', 'Allow', 'Deny')[[int]$element.GetAttributeValue('permissionMode')]
        $state['userName'] = [string]$element.GetAttributeValue('userName')
        $state['rules'] = @(Get-EntryRule $element)
        $capture['password'] = Test-EntryPassword $element
        $capture['position'] = [long]$found.Position
        $name = [string]$element.GetAttributeValue('name')
        if ($name -cne $after['name']) {
            $capture['text'] = $name
        }
    }
    return @{ state = $state; capture = $capture }
}

function Test-ManyToOneMappingState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    Compare-Entry $Step.After $Step.Current.state
    if ($Step.Current.state['present'] -and (Test-EntrySecretNeeded $Step)) { 'password' }
    if ($Step.After['present'] -and (Get-EntryOrder $Step.Context $Step.After['site']).Moved.Contains((ConvertTo-OrderKey $Step.After['name']))) { 'order' }
}

function Set-ManyToOneMappingState {
    <#
    .SYNOPSIS
    Stages the entry with its rules where the order of the plan puts it, which is its priority, or its removal.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $found = Get-Entry $Step.Context $after['site'] 'manyToOneMappings' 'name' $after['name']
    $list = (Get-WrittenSection $Step.Context $script:MappingSectionPath $after['site']).GetCollection('manyToOneMappings')
    $index = Get-EntryIndex $Step.Context $after['site'] 'manyToOneMappings' 'name'
    $order = Get-EntryOrder $Step.Context $after['site']
    $key = ConvertTo-OrderKey $after['name']
    if (-not $after['present']) {
        Clear-Entry $list $found.Element $Step.Title
        [void]$index.Remove($after['name'])
        [void]$order.Keys.Remove($key)
        return
    }
    $placed = ($null -eq $found -or $order.Moved.Contains($key))
    $secret = Get-EntrySecret $Step
    if ($null -eq $found) {
        $element = $list.CreateElement('add')
        $element.SetAttributeValue('name', $after['name'])
    }
    elseif ($placed) {
        $element = Copy-Entry $list $found.Element 'manyToOneMappings'
        Clear-Entry $list $found.Element $Step.Title
        [void]$order.Keys.Remove($key)
    }
    else {
        $element = $found.Element
    }
    foreach ($name in @('description', 'enabled', 'permissionMode', 'userName')) {
        # userName refuses the empty text (nonEmptyString in IIS' schema).
        if ($after.Contains($name) -and -not ($name -eq 'userName' -and $after[$name].Length -eq 0)) {
            $element.SetAttributeValue($name, $after[$name])
        }
    }
    Write-EntryRule $element $after['rules']
    if ($null -ne $secret) {
        Set-SecretAttribute $element $secret
    }
    if ($placed) {
        $position = Add-OrderKey $order $key
        [void]$list.AddAt($position, $element)
        $index[$after['name']] = @{ Element = $element; Position = $position }
    }
}

function Undo-ManyToOneMappingState {
    <#
    .SYNOPSIS
    Stages the entry as it was.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $before = $Step.Captured['state']
    $values = [ordered]@{}
    foreach ($name in @('description', 'enabled', 'permissionMode', 'userName')) {
        if ($before['present'] -and -not ($name -eq 'userName' -and $before[$name].Length -eq 0)) {
            $values[$name] = $before[$name]
        }
    }
    return Undo-Entry $Step 'manyToOneMappings' 'name' $values
}
