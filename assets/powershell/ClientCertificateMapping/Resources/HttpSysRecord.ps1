# The certificate record of an endpoint in HTTP.SYS. It is always written whole: what an update leaves out is undocumented.

# HTTP_SERVICE_CONFIG_SSL_PARAM.DefaultFlags; another numbering than the binding's sslFlags.
$script:RecordFlags = @{ negotiateClientCertificate = 0x2; disableHttp2 = 0x10; disableTls13 = 0x40 }
$script:IisApplication = '4dc3e181-e14b-4a21-b022-59fc669b0914'

function Get-HttpSysRecordState {
    <#
    .SYNOPSIS
    Returns the endpoint's certificate and the flags that the plan speaks of; the whole record is captured.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $endpoint = $Step.After['endpoint']
    $record = Get-HttpSysRecord $endpoint['kind'] $endpoint['value']
    $state = [ordered]@{ endpoint = $endpoint }
    if ($null -ne $record) {
        $state['certificateHash'] = ([string]$record['certificateHash']).ToUpperInvariant()
        $state['certificateStoreName'] = $record['certificateStoreName']
        foreach ($name in @('negotiateClientCertificate', 'disableTls13', 'disableHttp2')) {
            $state[$name] = (([long]$record['flags'] -band $script:RecordFlags[$name]) -ne 0)
        }
    }
    return @{ state = $state; capture = [ordered]@{ record = $record } }
}

function Test-HttpSysRecordState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $state = $Step.Current.state
    foreach ($name in @('certificateHash', 'certificateStoreName', 'negotiateClientCertificate', 'disableTls13', 'disableHttp2')) {
        if ($Step.After.Contains($name) -and (-not $state.Contains($name) -or $state[$name] -ne $Step.After[$name])) {
            $name
        }
    }
}

function Assert-HttpSysRecordPossible {
    <#
    .SYNOPSIS
    Throws where the endpoint must not be touched: another program's, one of the centralised certificate store, or one without certificate.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $endpoint = $Step.After['endpoint']
    $record = $Step.Current.capture['record']
    $sites = @(Find-EndpointBinding $Step.Context $endpoint)
    foreach ($one in $sites) {
        if (($one.Flags -band 2) -ne 0) {
            throw (New-Problem 'binding-central-store' "The site $($one.Site) serves $($endpoint['value']) from it.")
        }
    }
    if ($null -eq $record) {
        if (-not $Step.After.Contains('certificateHash')) {
            throw (New-Problem 'record-missing' "HTTP.SYS has no certificate for $($endpoint['value']).")
        }
    }
    elseif ($record['appId'] -ne $script:IisApplication -and $record['appId'] -ne '00000000-0000-0000-0000-000000000000' -and $sites.Count -eq 0) {
        # Deployment tools write IIS' own endpoints with a random application; only a site of IIS may be touched.
        throw (New-Problem 'record-other-program' "HTTP.SYS has $($endpoint['value']) for the application $($record['appId']), and no site of IIS has this binding.")
    }
}

function Set-HttpSysRecordState {
    <#
    .SYNOPSIS
    Writes the whole record: what it was, with the plan's certificate and flags.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    Assert-HttpSysRecordPossible $Step
    $after = $Step.After
    $endpoint = $after['endpoint']
    $record = $Step.Current.capture['record']
    if ($null -eq $record) {
        $record = [ordered]@{
            kind = $endpoint['kind']; endpoint = $endpoint['value']; certificateHash = ''; certificateStoreName = 'My'; appId = $script:IisApplication
            certCheckMode = 0L; revocationFreshnessTime = 0L; urlRetrievalTimeout = 0L; ctlIdentifier = $null; ctlStoreName = $null; flags = 0L
        }
    }
    $whole = [ordered]@{}
    foreach ($key in $record.Keys) {
        $whole[$key] = $record[$key]
    }
    foreach ($name in @('certificateHash', 'certificateStoreName')) {
        if ($after.Contains($name)) {
            $whole[$name] = $after[$name]
        }
    }
    if (-not $whole['certificateStoreName']) {
        # A record without store name was seen as "(null)" and then fails.
        $whole['certificateStoreName'] = 'My'
    }
    foreach ($name in $script:RecordFlags.Keys) {
        $flag = [long]$script:RecordFlags[$name]
        $whole['flags'] = [long]$whole['flags'] -band (-bnot $flag)
        if ($after[$name]) {
            $whole['flags'] = [long]$whole['flags'] -bor $flag
        }
    }
    Write-HttpSysRecord $whole
}

function Find-EndpointBinding {
    <#
    .SYNOPSIS
    Returns Site and Flags (the binding's sslFlags) of every https binding that uses an endpoint of HTTP.SYS.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] $Endpoint)
    $value = $Endpoint['value']
    $colon = $value.LastIndexOf(':')
    $name = $value.Substring(0, $colon)
    $port = $value.Substring($colon + 1)
    foreach ($site in (Get-IisManager $Context).Sites) {
        foreach ($binding in $site.Bindings) {
            if ($binding.Protocol -ne 'https' -or $binding.BindingInformation -notmatch '\A(?<address>.*):(?<port>[0-9]+):(?<name>[^:]*)\z') {
                continue
            }
            $address = $Matches['address']
            $hostName = $Matches['name']
            $samePort = ($Matches['port'] -eq $port)
            $flags = [long]$binding.GetAttributeValue('sslFlags')
            $byName = (($flags -band 1) -ne 0)
            if ($Endpoint['kind'] -ceq 'hostnameport') {
                $same = ($samePort -and $byName -and $hostName -eq $name)
            }
            else {
                $same = ($samePort -and -not $byName -and ($address -eq $name -or ($address -eq '*' -and $name -eq '0.0.0.0')))
            }
            if ($same) {
                [pscustomobject]@{ Site = $site.Name; Flags = $flags }
            }
        }
    }
}

function Undo-HttpSysRecordState {
    <#
    .SYNOPSIS
    Writes the captured record whole, or deletes one that this run made.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $endpoint = $Step.After['endpoint']
    $captured = $Step.Captured['capture']['record']
    if ($null -eq $captured) {
        if ($null -eq $Step.Current.capture['record']) {
            return @{ state = 'unchanged' }
        }
        if ($Step.Current.state['certificateHash'] -ne $Step.After['certificateHash']) {
            return @{ state = 'left'; because = 'Somebody gave the endpoint another certificate since.' }
        }
        Clear-HttpSysRecord $endpoint['kind'] $endpoint['value']
        return @{ state = 'undone' }
    }
    if ((ConvertTo-JsonText $captured) -ceq (ConvertTo-JsonText $Step.Current.capture['record'])) {
        return @{ state = 'unchanged' }
    }
    Write-HttpSysRecord $captured
    return @{ state = 'undone' }
}
