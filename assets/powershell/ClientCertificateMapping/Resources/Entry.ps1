# What one-to-one and many-to-one entries have in common: finding, password, putting back.

function Get-EntryIndex {
    <#
    .SYNOPSIS
    Returns the entries of a collection by key, as staged in the current manager: read once per group, so that 1,000 entries stay cheap.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $Site, [Parameter(Mandatory = $true)] [string] $Collection, [Parameter(Mandatory = $true)] [string] $Key)
    $null = Get-IisManager $Context
    if (-not $Context.EntryIndex.ContainsKey($Collection)) {
        $Context.EntryIndex[$Collection] = ConvertTo-EntryIndex (Get-WrittenSection $Context $script:MappingSectionPath $Site) $Collection $Key
    }
    return , $Context.EntryIndex[$Collection]
}

function ConvertTo-EntryIndex {
    <#
    .SYNOPSIS
    Returns the entries of a section's collection by key, each with its Element and Position.
    #>
    param([Parameter(Mandatory = $true)] $Section, [Parameter(Mandatory = $true)] [string] $Collection, [Parameter(Mandatory = $true)] [string] $Key)
    # The schema declares the certificate caseSensitive and the name not.
    $comparer = [StringComparer]::OrdinalIgnoreCase
    if ($Key -ceq 'certificate') {
        $comparer = [StringComparer]::Ordinal
    }
    $index = [Collections.Generic.Dictionary[string, object]]::new($comparer)
    $position = 0
    foreach ($entry in $Section.GetCollection($Collection)) {
        $index[(ConvertTo-EntryKey $Key ([string]$entry.GetAttributeValue($Key)))] = @{ Element = $entry; Position = $position }
        $position++
    }
    return , $index
}

function Get-Entry {
    <#
    .SYNOPSIS
    Returns the configuration element of one entry and its position, or nothing.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $Site, [Parameter(Mandatory = $true)] [string] $Collection, [Parameter(Mandatory = $true)] [string] $Key, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Value)
    $index = Get-EntryIndex $Context $Site $Collection $Key
    $found = $null
    if ($index.TryGetValue((ConvertTo-EntryKey $Key $Value), [ref]$found)) {
        return $found
    }
}

function ConvertTo-EntryKey {
    <#
    .SYNOPSIS
    Returns the text by which an entry is found: a certificate without white space, whose bytes are what matters.
    #>
    param([Parameter(Mandatory = $true)] [string] $Key, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Value)
    if ($Key -ceq 'certificate') {
        return $Value -creplace '\s', ''
    }
    return $Value
}

function Test-EntryPassword {
    <#
    .SYNOPSIS
    Says whether an entry has a password; the password itself is not kept.
    #>
    param([Parameter(Mandatory = $true)] $Element)
    return (([string]$Element.GetAttributeValue('password')).Length -gt 0)
}

function Get-EntrySecret {
    <#
    .SYNOPSIS
    Returns the password that an entry needs now, or nothing when it keeps what it has.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    if (-not (Test-EntrySecretNeeded $Step)) {
        return
    }
    if ($after['password'] -ceq 'keep') {
        throw (New-Problem 'entry-no-password' "The plan keeps a password that this server does not have ($($Step.Title)).")
    }
    $account = $Step.Id
    if ($after.Contains('account')) {
        $account = $after['account']
    }
    if ($after['password'] -ceq 'generate' -and -not $Step.Context.Secrets.Accounts.ContainsKey($account)) {
        throw (New-Problem 'account-exists' "The account $($after['userName']) was there before this run.")
    }
    return Request-AccountSecret $Step.Context $account $after['userName']
}

function Test-EntrySecretNeeded {
    <#
    .SYNOPSIS
    Says whether an entry has to be given a password: it has none, gets another account, or this run made the account anew.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    if (-not $after['present'] -or $after['password'] -ceq 'none' -or -not $after.Contains('userName')) {
        return $false
    }
    $capture = $Step.Current.capture
    if (-not $Step.Current.state['present'] -or -not $capture['password'] -or $Step.Current.state['userName'] -cne $after['userName']) {
        return $true
    }
    return ($after['password'] -ceq 'generate' -and $after.Contains('account') -and $Step.Context.Secrets.Accounts.ContainsKey($after['account']))
}

function Undo-Entry {
    <#
    .SYNOPSIS
    Stages an entry as it was captured: away when it was not there, else with its attributes, its rules, its password from the backup and its position.
    #>
    param([Parameter(Mandatory = $true)] $Step, [Parameter(Mandatory = $true)] [string] $Collection, [Parameter(Mandatory = $true)] [string] $Key, [Parameter(Mandatory = $true)] [Collections.IDictionary] $Value)
    $before = $Step.Captured['state']
    $context = $Step.Context
    $site = $Step.After['site']
    $keyValue = $Step.After[$Key]
    $indexKey = ConvertTo-EntryKey $Key $keyValue
    if ($Step.Captured['capture'].Contains('text')) {
        $keyValue = $Step.Captured['capture']['text']
    }
    $list = (Get-WrittenSection $context $script:MappingSectionPath $site).GetCollection($Collection)
    $found = Get-Entry $context $site $Collection $Key $keyValue
    if (-not $before['present']) {
        if ($null -eq $found) {
            return @{ state = 'unchanged' }
        }
        $list.Remove($found.Element)
        [void](Get-EntryIndex $context $site $Collection $Key).Remove($indexKey)
        return @{ state = 'undone' }
    }
    $stored = $null
    if ($Step.Captured['capture']['password']) {
        $stored = Get-BackupEntry $Step $Collection $Key
        if ($null -eq $stored) {
            return @{ state = 'left'; because = 'The password that the entry had is in no backup that can be read; enter it again.' }
        }
    }
    if ($null -ne $found -and @(Compare-Entry $before $Step.Current.state).Count -eq 0 -and -not $Step.Rewritten -and -not $Step.Captured['capture'].Contains('text')) {
        return @{ state = 'unchanged' }
    }
    if ($null -ne $found -and [string]$found.Element.GetAttributeValue($Key) -cne $keyValue) {
        # The key itself was rewritten: the captured entry takes the place of this one.
        $list.Remove($found.Element)
        $found = $null
    }
    if ($null -ne $found) {
        $element = $found.Element
    }
    else {
        $element = $list.CreateElement('add')
        $element.SetAttributeValue($Key, $keyValue)
    }
    foreach ($name in $Value.Keys) {
        $element.SetAttributeValue($name, $Value[$name])
    }
    if ($Collection -ceq 'manyToOneMappings') {
        Write-EntryRule $element $before['rules']
    }
    if ($null -ne $stored) {
        # Microsoft.Web.Administration decrypts the backup's entry and encrypts this one; nothing is stored in between.
        $element.SetAttributeValue('password', [string]$stored.GetAttributeValue('password'))
    }
    if ($null -eq $found) {
        # Restore-EntryOrder has the last word, once all entries are there.
        [void]$list.AddAt([Math]::Min([int]$Step.Captured['capture']['position'], $list.Count), $element)
        (Get-EntryIndex $context $site $Collection $Key)[$indexKey] = @{ Element = $element; Position = $Step.Captured['capture']['position'] }
    }
    return @{ state = 'undone' }
}

function Compare-Entry {
    <#
    .SYNOPSIS
    Returns the names of the attributes in which two states of an entry differ, rules included; the password is not compared.
    #>
    param([Parameter(Mandatory = $true)] [Collections.IDictionary] $Wanted, [Parameter(Mandatory = $true)] [Collections.IDictionary] $Current)
    if ($Wanted['present'] -ne $Current['present']) {
        return 'present'
    }
    if (-not $Wanted['present']) {
        return
    }
    foreach ($name in @('enabled', 'userName', 'description', 'permissionMode')) {
        if ($Wanted.Contains($name) -and $Wanted[$name] -cne $Current[$name]) {
            $name
        }
    }
    if ($Wanted.Contains('rules') -and (ConvertTo-RuleText $Wanted['rules']) -cne (ConvertTo-RuleText $Current['rules'])) {
        'rules'
    }
}

function ConvertTo-RuleText {
    <#
    .SYNOPSIS
    Returns rules as one text that is equal for equal rules.
    #>
    param($Rule)
    $texts = foreach ($one in $Rule) {
        ConvertTo-JsonText @($one['certificateField'], $one['certificateSubField'], $one['matchCriteria'], $one['compareCaseSensitive'])
    }
    return [string]::Join("`n", @($texts))
}

function Get-EntryRule {
    <#
    .SYNOPSIS
    Returns the rules of a many-to-one entry, as a plan has them.
    #>
    param([Parameter(Mandatory = $true)] $Element)
    foreach ($rule in $Element.GetCollection('rules')) {
        [ordered]@{
            certificateField     = @('', 'Subject', 'Issuer')[[int]$rule.GetAttributeValue('certificateField')]
            certificateSubField  = [string]$rule.GetAttributeValue('certificateSubField')
            matchCriteria        = [string]$rule.GetAttributeValue('matchCriteria')
            compareCaseSensitive = [bool]$rule.GetAttributeValue('compareCaseSensitive')
        }
    }
}

function Write-EntryRule {
    <#
    .SYNOPSIS
    Stages the rules of a many-to-one entry.
    #>
    param([Parameter(Mandatory = $true)] $Element, $Rule)
    $rules = $Element.GetCollection('rules')
    $rules.Clear()
    foreach ($one in $Rule) {
        $item = $rules.CreateElement('add')
        foreach ($name in @('certificateField', 'certificateSubField', 'matchCriteria', 'compareCaseSensitive')) {
            $item.SetAttributeValue($name, $one[$name])
        }
        [void]$rules.Add($item)
    }
}

function Get-BackupEntry {
    <#
    .SYNOPSIS
    Returns the entry in the backup of applicationHost.config that the run made, or nothing.
    #>
    param([Parameter(Mandatory = $true)] $Step, [Parameter(Mandatory = $true)] [string] $Collection, [Parameter(Mandatory = $true)] [string] $Key)
    $context = $Step.Context
    if ($context.Plan['target']['configuration'] -cne 'applicationHost.config' -or -not $context.BackupFile -or -not [IO.File]::Exists($context.BackupFile)) {
        return
    }
    if ($null -eq $context.BackupManager) {
        $context.BackupManager = [Microsoft.Web.Administration.ServerManager]::new($true, $context.BackupFile)
    }
    if (-not $context.BackupIndex.ContainsKey($Collection)) {
        $section = $context.BackupManager.GetApplicationHostConfiguration().GetSection($script:MappingSectionPath, $Step.After['site'])
        $context.BackupIndex[$Collection] = ConvertTo-EntryIndex $section $Collection $Key
    }
    $found = $null
    if ($context.BackupIndex[$Collection].TryGetValue((ConvertTo-EntryKey $Key $Step.After[$Key]), [ref]$found)) {
        return $found.Element
    }
}
