# The attributes of iisClientCertificateMappingAuthentication.

$script:SectionAttributes = [ordered]@{
    enabled            = 'enabled'
    oneToOneEnabled    = 'oneToOneCertificateMappingsEnabled'
    manyToOneEnabled   = 'manyToOneCertificateMappingsEnabled'
    logonMethod        = 'logonMethod'
    defaultLogonDomain = 'defaultLogonDomain'
}

function Get-MappingSectionState {
    <#
    .SYNOPSIS
    Returns the attributes as they hold for the site.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $site = $Step.After['site']
    $section = Get-EffectiveSection $Step.Context $script:MappingSectionPath $site
    $written = Get-WrittenSection $Step.Context $script:MappingSectionPath $site
    return @{
        state   = [ordered]@{
            site               = $site
            enabled            = [bool]$section.GetAttributeValue('enabled')
            oneToOneEnabled    = [bool]$section.GetAttributeValue('oneToOneCertificateMappingsEnabled')
            manyToOneEnabled   = [bool]$section.GetAttributeValue('manyToOneCertificateMappingsEnabled')
            logonMethod        = ConvertFrom-LogonMethod $section.GetAttributeValue('logonMethod')
            defaultLogonDomain = [string]$section.GetAttributeValue('defaultLogonDomain')
        }
        capture = [ordered]@{ written = [bool]$written.IsLocallyStored }
    }
}

function Test-MappingSectionState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    foreach ($name in $script:SectionAttributes.Keys) {
        if ($Step.Current.state[$name] -cne $Step.After[$name]) {
            $name
        }
    }
}

function Set-MappingSectionState {
    <#
    .SYNOPSIS
    Stages every attribute, also one whose value is the default: an inherited value must not show through.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $section = Get-WrittenSection $Step.Context $script:MappingSectionPath $Step.After['site']
    foreach ($name in $script:SectionAttributes.Keys) {
        if ($name -eq 'defaultLogonDomain' -and $Step.After[$name] -ceq $Step.Current.state[$name]) {
            continue
        }
        $section.SetAttributeValue($script:SectionAttributes[$name], $Step.After[$name])
    }
}

function Undo-MappingSectionState {
    <#
    .SYNOPSIS
    Stages the captured attributes.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $before = $Step.Captured['state']
    $same = $true
    $values = [ordered]@{}
    foreach ($name in $script:SectionAttributes.Keys) {
        $same = $same -and ($before[$name] -ceq $Step.Current.state[$name])
        $values[$script:SectionAttributes[$name]] = $before[$name]
    }
    if ($same -and ($Step.Captured['capture']['written'] -or -not $Step.Current.capture['written'])) {
        return @{ state = 'unchanged' }
    }
    $section = Get-WrittenSection $Step.Context $script:MappingSectionPath $Step.After['site']
    if (-not $Step.Captured['capture']['written'] -and ($section.GetCollection('oneToOneMappings').Count + $section.GetCollection('manyToOneMappings').Count) -gt 0 -and (Test-ForeignEntry $Step $section)) {
        # Entries that somebody added since would go with the section.
        foreach ($attribute in $values.Keys) {
            $section.SetAttributeValue($attribute, $values[$attribute])
        }
        return @{ state = 'undone' }
    }
    Undo-SectionAttribute $Step $section $values
    return @{ state = 'undone' }
}

function Test-ForeignEntry {
    <#
    .SYNOPSIS
    Says whether the section holds an entry that is not in the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step, [Parameter(Mandatory = $true)] $Section)
    $known = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
    foreach ($change in $Step.Context.Plan['changes']) {
        if ($change['resource'] -ceq 'one-to-one-mapping') { [void]$known.Add('1 ' + $change['after']['certificate']) }
        if ($change['resource'] -ceq 'many-to-one-mapping') { [void]$known.Add('n ' + $change['after']['name']) }
    }
    foreach ($entry in $Section.GetCollection('oneToOneMappings')) {
        if (-not $known.Contains('1 ' + [string]$entry.GetAttributeValue('certificate'))) { return $true }
    }
    foreach ($entry in $Section.GetCollection('manyToOneMappings')) {
        if (-not $known.Contains('n ' + [string]$entry.GetAttributeValue('name'))) { return $true }
    }
    return $false
}
