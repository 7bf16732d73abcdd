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
        $state['rules'] = @(foreach ($rule in $element.GetCollection('rules')) {
                [ordered]@{
                    certificateField     = @('', 'Subject', 'Issuer')[[int]$rule.GetAttributeValue('certificateField')]
                    certificateSubField  = [string]$rule.GetAttributeValue('certificateSubField')
                    matchCriteria        = [string]$rule.GetAttributeValue('matchCriteria')
                    compareCaseSensitive = [bool]$rule.GetAttributeValue('compareCaseSensitive')
                }
            })
        $capture['password'] = Test-EntryPassword $element
        $capture['position'] = [long]$found.Position
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
}

function Set-ManyToOneMappingState {
    <#
    .SYNOPSIS
    Stages the entry with its rules, or its removal. A new entry comes last: the order of the entries is their priority.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $found = Get-Entry $Step.Context $after['site'] 'manyToOneMappings' 'name' $after['name']
    $list = (Get-WrittenSection $Step.Context $script:MappingSectionPath $after['site']).GetCollection('manyToOneMappings')
    $index = Get-EntryIndex $Step.Context $after['site'] 'manyToOneMappings' 'name'
    if (-not $after['present']) {
        Clear-Entry $list $found.Element $Step.Title
        [void]$index.Remove($after['name'])
        return
    }
    $secret = Get-EntrySecret $Step
    if ($null -eq $found) {
        $element = $list.CreateElement('add')
        $element.SetAttributeValue('name', $after['name'])
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
    if ($null -eq $found) {
        [void]$list.Add($element)
        $index[$after['name']] = @{ Element = $element; Position = $index.Count }
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
