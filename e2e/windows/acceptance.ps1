<#
.SYNOPSIS
Proves on a Windows server what no other test can: asks it for its facts, applies, does real handshakes, reads the account that IIS saw, rolls back.
.DESCRIPTION
For a server that may be thrown away. Installs IIS, makes a PKI, a site and answers, exports and applies the bundle with the
product's own command line, and connects with a mapped, a denied, an unmapped, an untrusted and no certificate, over TLS 1.2
and, where Windows has it, TLS 1.3. Then it rolls back and compares the server with what it was.

Nobody has run this script yet: it was written without a Windows server at hand. See docs/proof.md.
.PARAMETER Folder
A folder that is made anew, for the PKI, the site and the bundle.
.EXAMPLE
.\acceptance.ps1
.NOTES
Windows PowerShell 5.1, "Run as administrator", Node on the path, `npm ci` done. Exit status 0: everything was as expected.
#>
[CmdletBinding()]
param([string] $Folder = 'C:\client-certificate-acceptance')
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$project = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..\..'))
$hostName = 'mapping.acceptance.test'
$failures = [Collections.Generic.List[string]]::new()

function Assert-Equal {
    <#
    .SYNOPSIS
    Tells whether a value is the expected one, and remembers when it is not.
    #>
    param([Parameter(Mandatory = $true)] [string] $Claim, $Expected, $Actual)
    if ([string]$Expected -ceq [string]$Actual) {
        $Host.UI.WriteLine("ok      $Claim")
    }
    else {
        $Host.UI.WriteLine("FAILED  ${Claim}: expected $Expected, got $Actual")
        $failures.Add($Claim)
    }
}

function Invoke-Wizard {
    <#
    .SYNOPSIS
    Runs the product's command line and returns Status and Document (of --json).
    #>
    param([Parameter(Mandatory = $true)] [string[]] $Argument, [string] $Secret = '{}')
    Push-Location -LiteralPath $Folder
    try {
        $text = $Secret | & node --import "file:///$($project.Replace('\', '/'))/node_modules/tsx/dist/loader.mjs" "$project\electron\hosts\cli\main.ts" @Argument --json
        return @{ Status = $LASTEXITCODE; Document = (ConvertFrom-Json -InputObject ([string]::Join("`n", @($text)))) }
    }
    finally {
        Pop-Location
    }
}

function New-PkiCertificate {
    <#
    .SYNOPSIS
    Returns a certificate with its key in the personal store of the computer, signed by another one or by itself.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The server is there to be changed.')]
    param([Parameter(Mandatory = $true)] [string] $Subject, $Signer, [string[]] $Extension = @(), [string] $DnsName)
    $parameters = @{
        Subject = $Subject; CertStoreLocation = 'Cert:\LocalMachine\My'; KeyExportPolicy = 'Exportable'; HashAlgorithm = 'SHA256'
        KeyLength = 2048; NotAfter = [DateTime]::Now.AddDays(30); TextExtension = $Extension
    }
    if ($null -ne $Signer) { $parameters['Signer'] = $Signer }
    if ($DnsName) { $parameters['DnsName'] = $DnsName }
    New-SelfSignedCertificate @parameters
}

function Connect-Site {
    <#
    .SYNOPSIS
    Returns the first line of the answer to a GET over one TLS version with one certificate or none, or "refused" when the connection ends first.
    #>
    param($Certificate, [Parameter(Mandatory = $true)] [int] $Protocol)
    $client = [Net.Sockets.TcpClient]::new('127.0.0.1', 443)
    try {
        # The server's certificate is not what is proven here.
        $stream = [Net.Security.SslStream]::new($client.GetStream(), $false, { $true })
        $certificates = [Security.Cryptography.X509Certificates.X509CertificateCollection]::new()
        if ($null -ne $Certificate) { [void]$certificates.Add($Certificate) }
        $stream.ReadTimeout = 30000
        $stream.AuthenticateAsClient($hostName, $certificates, [Security.Authentication.SslProtocols]$Protocol, $false)
        $request = [Text.Encoding]::ASCII.GetBytes("GET /index.txt HTTP/1.1`r`nHost: $hostName`r`nConnection: close`r`n`r`n")
        $stream.Write($request, 0, $request.Length)
        $stream.Flush()
        $line = [IO.StreamReader]::new($stream).ReadLine()
        if ($line) { return $line }
        return 'refused'
    }
    catch [IO.IOException], [Security.Authentication.AuthenticationException] {
        return 'refused'
    }
    finally {
        $client.Dispose()
    }
}

function Get-ServerState {
    <#
    .SYNOPSIS
    Returns as one text what apply may change: the configuration, HTTP.SYS, stores, accounts and the folder's access list.
    #>
    $system = [Environment]::GetFolderPath('System')
    $parts = @([IO.File]::ReadAllText("$system\inetsrv\config\applicationHost.config"))
    $parts += [string]::Join("`n", @(& "$system\netsh.exe" http show sslcert))
    foreach ($store in @('My', 'CA', 'Root', 'WebHosting')) {
        if (Test-Path -LiteralPath "Cert:\LocalMachine\$store") {
            $parts += [string]::Join(' ', @(Get-ChildItem -LiteralPath "Cert:\LocalMachine\$store" | ForEach-Object { $_.Thumbprint } | Sort-Object))
        }
    }
    $parts += [string]::Join(' ', @(Get-LocalUser | ForEach-Object { $_.Name }))
    $parts += (Get-Acl -LiteralPath "$Folder\site").Sddl
    return [string]::Join("`n----`n", $parts)
}

# The server, its PKI and its site. The feature itself is installed before the state is taken: rolling back leaves it.
$null = Install-WindowsFeature -Name Web-Server, Web-Cert-Auth, Web-Scripting-Tools, Web-Http-Logging
$null = New-Item -ItemType Directory -Path "$Folder\site", "$Folder\certificates" -Force
[IO.File]::WriteAllText("$Folder\site\index.txt", 'Behind the mapping.')
$authority = @('2.5.29.19={critical}{text}ca=true')
$clientUse = @('2.5.29.37={text}1.3.6.1.5.5.7.3.2')
$root = New-PkiCertificate -Subject 'CN=Acceptance Root' -Extension $authority
$strange = New-PkiCertificate -Subject 'CN=Acceptance Stranger' -Extension $authority
$server = New-PkiCertificate -Subject "CN=$hostName" -Signer $root -DnsName $hostName
$people = @{
    mapped    = New-PkiCertificate -Subject 'CN=Mapped' -Signer $root -Extension $clientUse
    denied    = New-PkiCertificate -Subject 'CN=Denied, OU=Denied' -Signer $root -Extension $clientUse
    unmapped  = New-PkiCertificate -Subject 'CN=Unmapped' -Signer $root -Extension $clientUse
    untrusted = New-PkiCertificate -Subject 'CN=Mapped' -Signer $strange -Extension $clientUse
}
$password = [Guid]::NewGuid().ToString('N')
$secret = [Security.SecureString]::new()
foreach ($character in $password.ToCharArray()) { $secret.AppendChar($character) }
$null = Export-PfxCertificate -Cert $server -FilePath "$Folder\certificates\server.pfx" -Password $secret -ChainOption EndEntityCertOnly
$null = Export-Certificate -Cert $root -FilePath "$Folder\certificates\root.cer"
$null = Export-Certificate -Cert $people.mapped -FilePath "$Folder\certificates\mapped.cer"
# The client certificates stay for the handshakes; what apply is to bring must not be there yet.
foreach ($one in @($root, $strange, $server)) { Remove-Item -LiteralPath "Cert:\LocalMachine\My\$($one.Thumbprint)" -DeleteKey }
$appcmd = [Environment]::GetFolderPath('System') + '\inetsrv\appcmd.exe'
$null = & $appcmd add site /name:acceptance "/physicalPath:$Folder\site" /bindings:http/*:8099:

# What the server says of itself, by the script that the window keeps running, beside what Windows says.
$stores = @('Root', 'CA', 'Disallowed', 'ClientAuthIssuer', 'My')
$questions = @('machine', 'features', 'schannel', 'endpoints') + @($stores | ForEach-Object { "store $_" })
$powerShell = [Environment]::GetFolderPath('System') + '\WindowsPowerShell\v1.0\powershell.exe'
$told = @{}
foreach ($line in @($questions | & $powerShell -NoProfile -NonInteractive -NoLogo -ExecutionPolicy Bypass -File "$project\assets\facts\answer-questions.ps1")) {
    if ($line.StartsWith('client-certificate-mapping ')) {
        $one = ConvertFrom-Json -InputObject $line.Substring(27)
        if ($one.PSObject.Properties['answer']) { $told[$one.question] = $one.answer }
    }
}
Assert-Equal 'questions that are answered' ([string]::Join(', ', $questions)) ([string]::Join(', ', @($questions | Where-Object { $told.ContainsKey($_) })))
Assert-Equal 'build of Windows' ([Environment]::OSVersion.Version.Build) $told['machine'].build
Assert-Equal 'version of IIS' 10 $told['machine'].iisMajor
Assert-Equal 'elevated' $true $told['machine'].isElevated
Assert-Equal 'feature' $true $told['features'].'Web-Cert-Auth'
foreach ($store in $stores) {
    Assert-Equal "certificates of $store" @(Get-ChildItem -LiteralPath "Cert:\LocalMachine\$store").Count @($told["store $store"]).Count
}

$windows = 'server-2022'
if ([Environment]::OSVersion.Version.Build -ge 26100) { $windows = 'server-2025' }
elseif ([Environment]::OSVersion.Version.Build -lt 20348) { $windows = 'server-2019' }
$answers = [ordered]@{
    version           = 1
    target            = [ordered]@{ windows = $windows; computerName = [Environment]::MachineName }
    sslRequire        = [ordered]@{
        site = 'acceptance'; physicalPath = "$Folder\site"; paths = @('/'); requireSsl = $true; clientCertificate = 'require'; require128Bit = $false
        binding = [ordered]@{
            ipAddress = '*'; port = 443; hostName = $hostName; serverNameIndication = $true; negotiateClientCertificate = $true; disableTls13 = $false; disableHttp2 = $false
        }
    }
    certificateImport = [ordered]@{
        server = [ordered]@{ file = 'certificates/server.pfx'; store = 'My' }
        authorities = @([ordered]@{ file = 'certificates/root.cer'; store = 'Root' })
        clients = @([ordered]@{ id = 'mapped'; file = 'certificates/mapped.cer' })
    }
    userAccount       = [ordered]@{
        accounts = @([ordered]@{
                id = 'visitor'; kind = 'local'; userName = 'acceptvisitor'; create = $true; password = 'generate'
                directoryAccess = @([ordered]@{ path = "$Folder\site"; rights = 'ReadAndExecute' })
            })
    }
    mapping           = [ordered]@{
        disableAnonymous = $true; logonMethod = 'Network'; defaultLogonDomain = ''; exact = $false
        oneToOne = @([ordered]@{ client = 'mapped'; account = 'visitor'; enabled = $true })
        manyToOne = @([ordered]@{
                name = 'Denied'; description = 'Nobody of this unit'; enabled = $true; permissionMode = 'Deny'
                rules = @([ordered]@{ certificateField = 'Subject'; certificateSubField = 'OU'; matchCriteria = 'Denied'; compareCaseSensitive = $true })
            })
    }
    review            = [ordered]@{ target = 'applicationHost.config'; plainTextPasswords = $false }
}
[IO.File]::WriteAllText("$Folder\answers.json", (ConvertTo-Json -InputObject $answers -Depth 12))
$secrets = ConvertTo-Json -Compress -InputObject @{ files = @{ '*' = $password } }

$before = Get-ServerState
$export = Invoke-Wizard @('export', 'answers.json', '--out', 'bundle', '--secrets-stdin') $secrets
Assert-Equal 'export ends with' 0 $export.Status
$apply = @('apply', 'bundle', '--expected-digest', $export.Document.planDigest, '--pfx', 'certificates\server.pfx', '--secrets-stdin')
$first = Invoke-Wizard $apply $secrets
Assert-Equal 'apply ends with' 0 $first.Status
Assert-Equal 'the site has changed' $true ($before -cne (Get-ServerState))
Assert-Equal 'verify ends with' 0 (Invoke-Wizard @('verify', 'bundle')).Status
$second = Invoke-Wizard $apply $secrets
Assert-Equal 'a second apply changes nothing' 'unchanged' ([string]::Join(' ', @($second.Document.steps | ForEach-Object { $_.state } | Sort-Object -Unique)))

$protocols = [ordered]@{ 'TLS 1.2' = 3072 }
if ([Environment]::OSVersion.Version.Build -ge 20348) { $protocols['TLS 1.3'] = 12288 }
foreach ($name in $protocols.Keys) {
    Assert-Equal "$name, mapped" 'HTTP/1.1 200 OK' (Connect-Site $people.mapped $protocols[$name])
    foreach ($who in @('denied', 'unmapped', 'untrusted')) {
        Assert-Equal "$name, $who gets in" $false ((Connect-Site $people[$who] $protocols[$name]) -like '* 200 *')
    }
    Assert-Equal "$name, without a certificate gets in" $false ((Connect-Site $null $protocols[$name]) -like '* 200 *')
}
# IIS writes its log from memory after a while, or when it is told to.
$null = & ([Environment]::GetFolderPath('System') + '\netsh.exe') http flush logbuffer
$log = [string]::Join("`n", @(Get-ChildItem -Path 'C:\inetpub\logs\LogFiles\*\*.log' | ForEach-Object { [IO.File]::ReadAllText($_.FullName) }))
Assert-Equal 'IIS saw the account' $true ($log -match 'GET /index\.txt .* acceptvisitor .* 200 ')

Assert-Equal 'rollback ends with' 0 (Invoke-Wizard @('rollback', $first.Document.journal)).Status
Assert-Equal 'the server is as before' $before (Get-ServerState)
Assert-Equal 'verify now ends with' 1 (Invoke-Wizard @('verify', 'bundle')).Status

if ($failures.Count -gt 0) {
    $Host.UI.WriteLine("$($failures.Count) failed.")
    exit 1
}
$Host.UI.WriteLine('Everything was as expected.')
exit 0
