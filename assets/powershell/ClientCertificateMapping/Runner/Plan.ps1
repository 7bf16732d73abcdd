# plan.json comes from a folder that anybody may have written to: everything in it is checked against lists of what is allowed.

$script:NoControl = '\A[^\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]*\z'
$script:MappingSectionPath = 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication'
$script:AnonymousSectionPath = 'system.webServer/security/authentication/anonymousAuthentication'
$script:AccessSectionPath = 'system.webServer/security/access'

# kind, then: text = length, pattern; choice = values; number = smallest, largest. "?" may be absent, "null" may be null.
$script:Fields = @{
    account     = @('text', 64, '\A[A-Za-z0-9][A-Za-z0-9._-]*\z')
    userName    = @('text', 256, '\A[^"/\[\]:;|=,+*?<>\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]+\z')
    localName   = @('text', 64, '\A([^\\@"/\[\]:;|=,+*?<>\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]{1,15}\\|\.\\)?(?=[^\\]*[^ .\\])[^\\@"/\[\]:;|=,+*?<>\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]{1,20}\z')
    site        = @('text', 260, '\A[^\\/?*"<>|\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]+\z')
    sitePath    = @('text', 1024, '\A(?!.*(\A|/)\.\.?(/|\z))/[^\\:?*"<>|\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]*\z')
    folder      = @('text', 248, '\A(?!.*(\\)\.\.?(\\|\z))([A-Za-z]:|%SystemDrive%)\\[^/:?*"<>|\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]*\z')
    thumbprint  = @('text', 40, '\A[0-9A-F]{40}\z')
    line        = @('text', 4096, $script:NoControl)
    certificate = @('text', 262144, '\A[A-Za-z0-9+/]+={0,2}\z')
    anyText     = @('text', 262144, '\A[\s\S]*\z')
    boolean     = @('boolean')
    password    = @('choice', @('generate', 'ask', 'keep', 'in-file', 'none'))
    right       = @('choice', @('SeNetworkLogonRight', 'SeBatchLogonRight', 'SeInteractiveLogonRight'))
    binding     = @('text', 320, '\A(\*|[0-9.]{7,15}|\[[0-9A-Fa-f:.]{2,45}\]):[1-9][0-9]{0,4}:[\p{L}\p{N}.*_-]{0,253}\z')
    bindingFlag = @('number', 0, 255)
    logonMethod = @('choice', @('Interactive', 'Batch', 'Network', 'ClearText'))
    yes         = @('is', $true)
}

$script:RuleFields = [ordered]@{
    certificateField     = @('choice', @('Subject', 'Issuer'))
    certificateSubField  = @('text', 256, '\A[^\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]+\z')
    matchCriteria        = $script:Fields.line
    compareCaseSensitive = $script:Fields.boolean
}

# What a state may say. What a plan may ask for is narrower where "asked" says so: nothing is ever removed but mappings.
$script:StateFields = @{
    'windows-feature'          = [ordered]@{
        name = @('choice', @('Web-Cert-Auth', 'IIS-IISCertificateMappingAuthentication'))
        kind = @('choice', @('server-role', 'optional-feature')); present = $script:Fields.boolean
    }
    'certificate'              = [ordered]@{
        store = @('choice', @('Root', 'CA', 'My', 'WebHosting')); thumbprint = $script:Fields.thumbprint; subject = $script:Fields.line
        file = @('text', 240, '\Acertificates/[A-Za-z0-9][A-Za-z0-9._-]*\.cer\z'); privateKey = $script:Fields.boolean; present = $script:Fields.boolean
    }
    'local-account'            = [ordered]@{
        account = $script:Fields.account; userName = $script:Fields.localName; password = $script:Fields.password; present = $script:Fields.boolean
    }
    'logon-right'              = [ordered]@{
        account = $script:Fields.account; userName = $script:Fields.userName; right = $script:Fields.right; granted = $script:Fields.boolean
    }
    'directory-access'         = [ordered]@{
        account = $script:Fields.account; userName = $script:Fields.userName; path = $script:Fields.folder
        rights = @('choice', @('ReadAndExecute', 'Read', 'Modify')); granted = $script:Fields.boolean
    }
    'https-binding'            = [ordered]@{
        site = $script:Fields.site; bindingInformation = $script:Fields.binding; sslFlags = $script:Fields.bindingFlag; present = $script:Fields.boolean
    }
    'http-sys-record'          = [ordered]@{
        endpoint = @('object', [ordered]@{
                kind  = @('choice', @('ipport', 'hostnameport'))
                value = @('text', 300, '\A([\p{L}\p{N}.*_-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]):[1-9][0-9]{0,4}\z')
            })
        certificateHash = @('?', $script:Fields.thumbprint); certificateStoreName = @('?', @('choice', @('My', 'WebHosting')))
        negotiateClientCertificate = $script:Fields.boolean; disableTls13 = $script:Fields.boolean; disableHttp2 = $script:Fields.boolean
    }
    'section-lock'             = [ordered]@{
        site = $script:Fields.site; section = @('choice', @($script:MappingSectionPath, $script:AnonymousSectionPath, $script:AccessSectionPath))
        overrideMode = @('choice', @('Allow', 'Deny'))
    }
    'mapping-section'          = [ordered]@{
        site = $script:Fields.site; enabled = $script:Fields.boolean; oneToOneEnabled = $script:Fields.boolean; manyToOneEnabled = $script:Fields.boolean
        logonMethod = $script:Fields.logonMethod; defaultLogonDomain = @('text', 256, $script:NoControl)
    }
    'one-to-one-mapping'       = [ordered]@{
        site = $script:Fields.site; thumbprint = @('null', $script:Fields.thumbprint); certificate = $script:Fields.anyText
        account = @('?', $script:Fields.account); userName = @('text', 256, $script:NoControl); enabled = $script:Fields.boolean
        password = $script:Fields.password; present = $script:Fields.boolean
    }
    'many-to-one-mapping'      = [ordered]@{
        site = $script:Fields.site; name = @('text', 1024, '\A[^\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]+\z'); description = @('text', 4096, $script:NoControl)
        enabled = $script:Fields.boolean; permissionMode = @('choice', @('Allow', 'Deny')); account = @('?', $script:Fields.account)
        userName = @('?', @('text', 256, $script:NoControl)); password = $script:Fields.password; rules = @('list', 100, @('object', $script:RuleFields))
        present = $script:Fields.boolean
    }
    'anonymous-authentication' = [ordered]@{ site = $script:Fields.site; path = $script:Fields.sitePath; enabled = $script:Fields.boolean }
    'ssl-flags'                = [ordered]@{
        site = $script:Fields.site; path = $script:Fields.sitePath
        sslFlags = @('list', 4, @('choice', @('Ssl', 'SslNegotiateCert', 'SslRequireCert', 'Ssl128')))
    }
}
$script:AskedFields = @{
    'windows-feature'  = @{ present = $script:Fields.yes }
    'certificate'      = @{ present = $script:Fields.yes }
    'local-account'    = @{ present = $script:Fields.yes }
    'logon-right'      = @{ granted = $script:Fields.yes }
    'directory-access' = @{ granted = $script:Fields.yes }
    'https-binding'    = @{ present = $script:Fields.yes }
}
$script:Steps = @('ssl-require', 'certificate-import', 'user-account', 'trust-check', 'mapping', 'review', 'prove')

function Assert-Field {
    <#
    .SYNOPSIS
    Returns a value when it is what its field allows; throws plan-invalid with the place otherwise.
    #>
    param($Value, [Parameter(Mandatory = $true)] [object[]] $Field, [Parameter(Mandatory = $true)] [string] $Place)
    switch ($Field[0]) {
        'text' {
            if ($Value -isnot [string] -or $Value.Length -gt $Field[1] -or $Value -cnotmatch $Field[2]) {
                throw (New-Problem 'plan-invalid' "$Place is not allowed.")
            }
        }
        'boolean' {
            if ($Value -isnot [bool]) {
                throw (New-Problem 'plan-invalid' "$Place is neither true nor false.")
            }
        }
        'is' {
            if ($Value -isnot [bool] -or $Value -ne $Field[1]) {
                throw (New-Problem 'plan-invalid' "$Place is not allowed in a plan.")
            }
        }
        'number' {
            if ($Value -isnot [long] -or $Value -lt $Field[1] -or $Value -gt $Field[2]) {
                throw (New-Problem 'plan-invalid' "$Place is not a number of the allowed range.")
            }
        }
        'choice' {
            if ($Value -isnot [string] -or $Field[1] -cnotcontains $Value) {
                throw (New-Problem 'plan-invalid' "$Place is none of $([string]::Join(', ', $Field[1])).")
            }
        }
        'null' {
            if ($null -ne $Value) {
                Assert-Field $Value $Field[1] $Place
            }
        }
        'list' {
            if ($Value -isnot [Collections.Generic.List[object]] -or $Value.Count -gt $Field[1]) {
                throw (New-Problem 'plan-invalid' "$Place is not a list of at most $($Field[1]).")
            }
            foreach ($item in $Value) {
                Assert-Field $item $Field[2] "$Place[]"
            }
        }
        'anything' { }
        'object' {
            Assert-Object $Value $Field[1] $Place
        }
        default {
            throw [ArgumentException]::new('Unknown kind of field: ' + $Field[0])
        }
    }
}

function Assert-Object {
    <#
    .SYNOPSIS
    Throws plan-invalid unless a value is an object with exactly these fields.
    #>
    param($Value, [Parameter(Mandatory = $true)] [Collections.IDictionary] $Field, [Parameter(Mandatory = $true)] [string] $Place)
    if ($Value -isnot [Collections.Specialized.OrderedDictionary]) {
        throw (New-Problem 'plan-invalid' "$Place is not an object.")
    }
    foreach ($key in $Value.Keys) {
        # Contains of an ordered table ignores case, so the name itself is compared.
        if (@($Field.Keys) -cnotcontains $key) {
            throw (New-Problem 'plan-invalid' "$Place has a key that is not known.")
        }
    }
    foreach ($key in $Field.Keys) {
        $rule = $Field[$key]
        if (-not $Value.Contains($key)) {
            if ($rule[0] -ne '?') {
                throw (New-Problem 'plan-invalid' "$Place.$key is missing.")
            }
            continue
        }
        if ($rule[0] -eq '?') {
            $rule = $rule[1]
        }
        Assert-Field $Value[$key] $rule "$Place.$key"
    }
}

function Assert-Change {
    <#
    .SYNOPSIS
    Throws plan-invalid unless one change of a plan is allowed.
    #>
    param($Change, [Parameter(Mandatory = $true)] [string] $Place)
    Assert-Object $Change ([ordered]@{
            id = @('text', 512, '\A[^\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]+\z'); title = @('text', 4096, $script:NoControl)
            step = @('choice', $script:Steps); resource = @('choice', @($script:StateFields.Keys)); before = @('null', @('anything')); after = @('anything')
        }) $Place
}

function Read-Plan {
    <#
    .SYNOPSIS
    Returns the checked plan of a file as an ordered dictionary; throws plan-invalid, or plan-digest when the bytes are not those of the digest.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path, [string] $ExpectedDigest)
    if (-not [IO.File]::Exists($Path)) {
        throw (New-Problem 'plan-invalid' "There is no $Path.")
    }
    if ([IO.FileInfo]::new($Path).Length -gt 67108864) {
        throw (New-Problem 'plan-invalid' 'plan.json is larger than 64 MB.')
    }
    $bytes = [IO.File]::ReadAllBytes($Path)
    try {
        $plan = ConvertFrom-JsonByte $bytes
    }
    catch {
        throw (New-Problem 'plan-invalid' 'plan.json is not readable JSON, or cut off.')
    }
    Assert-Plan $plan
    Assert-PlanDigest $bytes $plan['digest'] $ExpectedDigest
    return $plan
}

function Assert-Plan {
    <#
    .SYNOPSIS
    Throws plan-invalid unless a document is a plan of this version, with nothing in it that is not allowed.
    #>
    param($Plan)
    if ($Plan -is [Collections.Specialized.OrderedDictionary] -and $Plan.Contains('version') -and -not ($Plan['version'] -is [long] -and $Plan['version'] -eq 1)) {
        throw (New-Problem 'plan-invalid' 'The plan has another version than 1.')
    }
    Assert-Object $Plan ([ordered]@{
            version = @('number', 1, 1); digest = @('text', 64, '\A[0-9a-f]{64}\z'); target = @('anything')
            changes = @('list', 20000, @('anything')); findings = @('list', 20000, @('anything'))
        }) 'plan'
    Assert-Object $Plan['target'] ([ordered]@{
            windows = @('choice', @('server-2012-r2', 'server-2016', 'server-2019', 'server-2022', 'server-2025', 'windows-10', 'windows-11', 'windows-11-24h2'))
            computerName = @('?', @('text', 63, '\A[^\x00-\x1F\x7F-\x9F\u2028-\u202E\u2066-\u2069]*\z')); site = $script:Fields.site
            physicalPath = @('?', @('text', 1024, $script:NoControl)); configuration = @('choice', @('web.config', 'applicationHost.config'))
        }) 'plan.target'
    $ids = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    $number = 0
    foreach ($change in $Plan['changes']) {
        $place = "plan.changes[$number]"
        $number++
        Assert-Change $change $place
        if (-not $ids.Add($change['id'])) {
            throw (New-Problem 'plan-invalid' "$place.id stands twice.")
        }
        foreach ($when in @('before', 'after')) {
            if ($null -eq $change[$when] -and $when -eq 'before') {
                continue
            }
            Assert-State $change['resource'] $change[$when] ($when -eq 'after') $Plan['target']['site'] "$place.$when"
        }
    }
    foreach ($finding in $Plan['findings']) {
        if ($finding -isnot [Collections.Specialized.OrderedDictionary] -or @('error', 'warning', 'information') -cnotcontains $finding['severity']) {
            throw (New-Problem 'plan-invalid' 'plan.findings holds something that is no finding.')
        }
    }
}

function Assert-State {
    <#
    .SYNOPSIS
    Throws plan-invalid unless the state of a resource is allowed: in a plan's "after" more narrowly than in its "before".
    #>
    param([string] $Resource, $State, [bool] $Asked, [string] $Site, [string] $Place)
    Assert-Object $State $script:StateFields[$Resource] $Place
    if ($State.Contains('site') -and -not [string]::Equals($State['site'], $Site, [StringComparison]::OrdinalIgnoreCase)) {
        throw (New-Problem 'plan-invalid' "$Place.site is another site than the plan's.")
    }
    if ($Resource -eq 'http-sys-record' -and $State['endpoint']['kind'] -eq 'ipport') {
        $address = [Net.IPAddress]::None
        $value = $State['endpoint']['value']
        if (-not [Net.IPAddress]::TryParse($value.Substring(0, $value.LastIndexOf(':')).Trim('[', ']'), [ref]$address)) {
            throw (New-Problem 'plan-invalid' "$Place.endpoint.value is no address.")
        }
    }
    if (-not $Asked) {
        return
    }
    if ($script:AskedFields.ContainsKey($Resource)) {
        $narrow = $script:AskedFields[$Resource]
        foreach ($key in $narrow.Keys) {
            Assert-Field $State[$key] $narrow[$key] "$Place.$key"
        }
    }
    if ($Resource -eq 'one-to-one-mapping' -and $State['present']) {
        Assert-Field $State['certificate'] $script:Fields.certificate "$Place.certificate"
        Assert-Field $State['userName'] $script:Fields.userName "$Place.userName"
        Assert-Field $State['thumbprint'] $script:Fields.thumbprint "$Place.thumbprint"
        $thumbprint = Get-CertificateTextThumbprint $State['certificate']
        if ($thumbprint -cne $State['thumbprint']) {
            throw (New-Problem 'plan-invalid' "$Place.certificate is another certificate than its thumbprint says.")
        }
    }
    if ($Resource -eq 'many-to-one-mapping' -and $State['present'] -and $State['permissionMode'] -eq 'Allow') {
        if (-not $State.Contains('userName')) {
            throw (New-Problem 'plan-invalid' "$Place.userName is missing.")
        }
        Assert-Field $State['userName'] $script:Fields.userName "$Place.userName"
    }
    if ($State.Contains('password') -and @('ask', 'generate') -ccontains $State['password'] -and -not $State.Contains('account')) {
        throw (New-Problem 'plan-invalid' "$Place.account is missing.")
    }
}

function Get-CertificateTextThumbprint {
    <#
    .SYNOPSIS
    Returns the SHA-1 of a certificate given as Base64, as 40 upper-case hex digits; nothing when it is no Base64.
    #>
    param([Parameter(Mandatory = $true)] [string] $Text)
    try {
        $bytes = [Convert]::FromBase64String($Text)
    }
    catch [FormatException] {
        return
    }
    $algorithm = [Security.Cryptography.SHA1]::Create()
    try {
        return [BitConverter]::ToString($algorithm.ComputeHash($bytes)).Replace('-', '')
    }
    finally {
        $algorithm.Dispose()
    }
}

function Assert-PlanDigest {
    <#
    .SYNOPSIS
    Throws plan-digest unless the SHA-256 of the plan's bytes, with the digest's own digits set to 0, is its digest and the expected one.
    #>
    param([byte[]] $Byte, [string] $Digest, [string] $ExpectedDigest)
    # Latin-1 keeps one character per byte, so positions in the text are positions in the bytes.
    $text = [Text.Encoding]::GetEncoding(28591).GetString($Byte)
    $position = $text.IndexOf($Digest, [StringComparison]::Ordinal)
    if ($position -lt 0 -or $text.IndexOf($Digest, $position + 1, [StringComparison]::Ordinal) -ge 0) {
        throw (New-Problem 'plan-digest' 'The digest of plan.json does not stand in it exactly once.')
    }
    $zeroed = [byte[]]$Byte.Clone()
    for ($i = 0; $i -lt 64; $i++) {
        $zeroed[$position + $i] = 48
    }
    $actual = Get-Sha256 $zeroed
    if ($actual -cne $Digest) {
        throw (New-Problem 'plan-digest' 'plan.json was changed after it was exported.')
    }
    if ($ExpectedDigest -and $ExpectedDigest.ToLowerInvariant() -cne $Digest) {
        throw (New-Problem 'plan-digest' "The plan has the digest $Digest.")
    }
}
