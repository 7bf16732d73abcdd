# A stand-in for every function of ClientCertificateMapping/Windows, over the state file that SIMULATED_SERVER names.
[void][Reflection.Assembly]::LoadFrom($env:SIMULATED_ASSEMBLY)

function Invoke-Simulated([string] $SimulatedCall, [scriptblock] $SimulatedWork) {
    [Simulated.ServerState]::Call($SimulatedCall, $false)
    & $SimulatedWork
    [Simulated.ServerState]::Call($SimulatedCall, $true)
}
function ConvertFrom-SecretForTest([securestring] $Secret) {
    # A hash, so that the simulated server's file shows equal passwords without holding any.
    $pointer = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($Secret)
    try {
        $bytes = [Text.Encoding]::Unicode.GetBytes([Runtime.InteropServices.Marshal]::PtrToStringBSTR($pointer))
        [Convert]::ToBase64String([Security.Cryptography.SHA256]::Create().ComputeHash($bytes))
    }
    finally {
        [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($pointer)
    }
}

# Host.ps1
function Simulated-TestWindowsPowerShellHost { $true }
function Simulated-InvokeWindowsPowerShellHost([string] $Script, [string[]] $Argument) { throw 'not simulated' }
function Simulated-TestAdministrator { $env:SIMULATED_ELEVATION -ne 'no' }
function Simulated-GetServerName { 'WEB01' }
function Simulated-LimitModulePath { }
function Simulated-GetProtectedRoot { [IO.Path]::Combine([IO.Path]::GetDirectoryName($env:SIMULATED_SERVER), 'ProgramData') }
function Simulated-OpenProtectedFolder([string] $Path) { [void][IO.Directory]::CreateDirectory($Path); Simulated-AssertProtectedPath $Path }
function Simulated-AssertProtectedPath([string] $Path) {
    if (([IO.File]::GetAttributes($Path) -band [IO.FileAttributes]::ReparsePoint) -ne 0) { throw "$Path is a link." }
}
function Simulated-ReadHostSecret([string] $Question) { throw 'Nobody can answer.' }
function Simulated-ReadHostText([string] $Question) { throw 'Nobody can answer.' }

function Simulated-OpenSecretStream {
    if ($null -ne $env:SIMULATED_INPUT) { return [IO.MemoryStream]::new([Text.Encoding]::UTF8.GetBytes($env:SIMULATED_INPUT)) }
    [Console]::OpenStandardInput()
}
if ($null -ne $env:SIMULATED_INPUT) { [Console]::SetIn([IO.StringReader]::new($env:SIMULATED_INPUT)) }

# The real one, unless a write is to go wrong.
function Simulated-WriteFileByte([string] $Path, [long] $Position, [byte[]] $Byte, [byte[]] $Head) { [Simulated.ServerState]::Write($Path, $Position, $Byte, $Head) }
if (([string]$env:SIMULATED_FAULT).StartsWith('Write-FileByte#', [StringComparison]::Ordinal)) { ${alias:Write-FileByte} = 'Simulated-WriteFileByte' }

# Native.ps1
function Simulated-ImportNativeCode { }
function Simulated-GetAccountRight([string] $Sid) { ([string][Simulated.ServerState]::Get('right', $Sid)).Split(' ', [StringSplitOptions]::RemoveEmptyEntries) }
function Simulated-AddAccountRight([string] $Sid, [string] $Right) {
    Invoke-Simulated 'Add-AccountRight' { [Simulated.ServerState]::Set('right', $Sid, (@(Simulated-GetAccountRight $Sid) + $Right) -join ' ') }
}
function Simulated-RevokeAccountRight([string] $Sid, [string] $Right) {
    Invoke-Simulated 'Revoke-AccountRight' {
        $rest = @(Simulated-GetAccountRight $Sid | Where-Object { $_ -cne $Right })
        if ($rest.Count -eq 0) { [Simulated.ServerState]::Remove('right', $Sid) } else { [Simulated.ServerState]::Set('right', $Sid, $rest -join ' ') }
    }
}
function Simulated-TestAccountLogon([string] $UserName, [string] $Domain, [securestring] $Secret, [int] $LogonType) {
    [Simulated.ServerState]::Call('Test-AccountLogon', $false)
    $forced = [Simulated.ServerState]::Get('logon-error', $UserName)
    $groups = @('S-1-1-0', 'S-1-5-11', 'S-1-5-32-545', 'S-1-5-113') + @(([string][Simulated.ServerState]::Get('groups', $UserName)).Split(' ', [StringSplitOptions]::RemoveEmptyEntries))
    $problem = 0
    if ($forced) { $problem = [int]$forced }
    elseif ([Simulated.ServerState]::Get('password', $UserName) -cne (ConvertFrom-SecretForTest $Secret)) { $problem = 1326 }
    else {
        $right = @{ 2 = 'InteractiveLogonRight'; 3 = 'NetworkLogonRight'; 4 = 'BatchLogonRight'; 8 = 'NetworkLogonRight' }[$LogonType]
        $all = @($groups + [Simulated.ServerState]::Get('account', $UserName) | ForEach-Object { Simulated-GetAccountRight $_ })
        if ($all -contains "SeDeny$right" -or $all -notcontains "Se$right") { $problem = 1385 }
    }
    [pscustomobject]@{ Error = $problem; Sid = [Simulated.ServerState]::Get('account', $UserName); Groups = $groups }
}
function Simulated-Record([string] $Text) {
    if (-not $Text) { return }
    $parts = $Text.Split('|')
    [ordered]@{
        kind = $parts[0]; endpoint = $parts[1]; certificateHash = $parts[2]; certificateStoreName = $parts[3]; appId = $parts[4]
        certCheckMode = [long]$parts[5]; revocationFreshnessTime = [long]$parts[6]; urlRetrievalTimeout = [long]$parts[7]
        ctlIdentifier = $null; ctlStoreName = $(if ($parts[8]) { $parts[8] } else { $null }); flags = [long]$parts[9]
    }
}
function Simulated-GetHttpSysRecord([string] $Kind, [string] $Endpoint) { Simulated-Record ([Simulated.ServerState]::Get('http-sys', "$Kind=$Endpoint")) }
function Simulated-FindHttpSysRecord { foreach ($key in [Simulated.ServerState]::Keys('http-sys')) { Simulated-Record ([Simulated.ServerState]::Get('http-sys', $key)) } }
function Simulated-WriteHttpSysRecord([Collections.IDictionary] $Record) {
    Invoke-Simulated 'Write-HttpSysRecord' {
        $text = ($Record['kind'], $Record['endpoint'], $Record['certificateHash'], $Record['certificateStoreName'], $Record['appId'], $Record['certCheckMode'], $Record['revocationFreshnessTime'], $Record['urlRetrievalTimeout'], $Record['ctlStoreName'], $Record['flags']) -join '|'
        [Simulated.ServerState]::Set('http-sys', "$($Record['kind'])=$($Record['endpoint'])", $text)
    }
}
function Simulated-ClearHttpSysRecord([string] $Kind, [string] $Endpoint) { Invoke-Simulated 'Clear-HttpSysRecord' { [Simulated.ServerState]::Remove('http-sys', "$Kind=$Endpoint") } }
function Simulated-ConvertFromSslRecord($Record) { throw 'not simulated' }

# Store.ps1
function Simulated-Certificate([string] $Text) {
    if (-not $Text) { return }
    $parts = $Text.Split('|')
    [pscustomobject]@{ Thumbprint = $parts[0]; HasPrivateKey = ($parts[1] -eq 'key'); Subject = $parts[2]; Issuer = $parts[3] }
}
function Simulated-GetStoreCertificate([string] $Store, [string] $Thumbprint) { Simulated-Certificate ([Simulated.ServerState]::Get('certificate', "$Store/$Thumbprint")) }
function Simulated-AddStoreCertificate([string] $Store, [Security.Cryptography.X509Certificates.X509Certificate2] $Certificate) {
    Invoke-Simulated 'Add-StoreCertificate' {
        $key = if ($Certificate.HasPrivateKey) { 'key' } else { '' }
        [Simulated.ServerState]::Set('certificate', "$Store/$($Certificate.Thumbprint)", ($Certificate.Thumbprint, $key, $Certificate.Subject, $Certificate.Issuer) -join '|')
    }
}
function Simulated-ClearStoreCertificate([string] $Store, [string] $Thumbprint) { Invoke-Simulated 'Clear-StoreCertificate' { [Simulated.ServerState]::Remove('certificate', "$Store/$Thumbprint") } }
function Simulated-FindIssuedCertificate([string] $Issuer) {
    foreach ($key in [Simulated.ServerState]::Keys('certificate')) {
        $one = Simulated-Certificate ([Simulated.ServerState]::Get('certificate', $key))
        if (-not $key.StartsWith('Root/') -and $one.Issuer -eq $Issuer -and $one.Subject -ne $Issuer) { $one }
    }
}

# Machine.ps1, of the facts
function Simulated-GetRegistryValue([string] $Key, [string] $Name) {
    $text = [Simulated.ServerState]::Get('registry', "$Key|$Name")
    if ($null -eq $text) { return }
    if ($text.StartsWith('dword:')) { return [int]$text.Substring(6) }
    $text
}
function Simulated-FindStoreCertificate([string] $Store) {
    if ([Simulated.ServerState]::Get('store-missing', $Store)) { throw 'The system cannot find the file specified.' }
    foreach ($key in [Simulated.ServerState]::Keys('store-bytes')) {
        if ($key.StartsWith("$Store/")) { [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String([Simulated.ServerState]::Get('store-bytes', $key))) }
    }
}

# Directory.ps1
function Simulated-ResolveAccountSid([string] $UserName) { [Simulated.ServerState]::Get('account', $UserName.Substring($UserName.LastIndexOf('\') + 1)) }
function Simulated-TestFolder([string] $Path) { $null -ne [Simulated.ServerState]::Get('folder', $Path) }
function Simulated-GetFolderRule([string] $Path, [string] $Sid) {
    foreach ($kind in @('folder-rule', 'folder-denial', 'folder-inherited')) {
        $rights = [Simulated.ServerState]::Get($kind, "$Path|$Sid")
        if ($rights) {
            [pscustomobject]@{
                Rights = @{ Read = 0x120089; ReadAndExecute = 0x1200A9; Modify = 0x1301BF }[$rights]
                Allow = ($kind -ne 'folder-denial'); Inherited = ($kind -eq 'folder-inherited'); WholeTree = $true
            }
        }
    }
}
function Simulated-AddFolderRule([string] $Path, [string] $Sid, [string] $Rights) { Invoke-Simulated 'Add-FolderRule' { [Simulated.ServerState]::Set('folder-rule', "$Path|$Sid", $Rights) } }
function Simulated-RevokeFolderRule([string] $Path, [string] $Sid, [string] $Rights) { Invoke-Simulated 'Revoke-FolderRule' { [Simulated.ServerState]::Remove('folder-rule', "$Path|$Sid") } }
function Simulated-ConvertToFolderRule([string] $Sid, [string] $Rights) { throw 'not simulated' }
function Simulated-SetDirectoryServiceUser([string] $Name, [securestring] $Secret) {
    Invoke-Simulated 'Set-DirectoryServiceUser' {
        if (-not [Simulated.ServerState]::Get('account', $Name)) { [Simulated.ServerState]::Set('account', $Name, "S-1-5-21-1-2-3-$(1000 + [Simulated.ServerState]::Keys('account').Count)") }
        [Simulated.ServerState]::Set('password', $Name, (ConvertFrom-SecretForTest $Secret))
    }
}
function Simulated-ClearDirectoryServiceUser([string] $Name) {
    Invoke-Simulated 'Clear-DirectoryServiceUser' {
        [Simulated.ServerState]::Remove('account', $Name)
        [Simulated.ServerState]::Remove('password', $Name)
    }
}

# LocalAccount.ps1: whether the module is there, which a server without it cannot be asked for here.
function Simulated-TestLocalAccountCmdlet { [Simulated.ServerState]::Get('local-accounts-module', 'all') -ne 'missing' }
${alias:Test-LocalAccountCmdlet} = 'Simulated-TestLocalAccountCmdlet'

# Iis.ps1
function Simulated-GetIisFolder { throw 'not simulated' }
function Simulated-ImportIisAssembly { }
function Simulated-CopyWebConfiguration([string] $Folder, [string] $Target) {
    [IO.File]::WriteAllText($Target, "copy of $Folder")
}
function Simulated-GetIisBackupFile([string] $Name) { $env:SIMULATED_SERVER + '.' + $Name }
function Simulated-AddIisBackup([string] $Name) {
    Invoke-Simulated 'Add-IisBackup' { [IO.File]::Copy($env:SIMULATED_SERVER, (Simulated-GetIisBackupFile $Name)) }
}

${alias:Test-WindowsPowerShellHost} = 'Simulated-TestWindowsPowerShellHost'
${alias:Invoke-WindowsPowerShellHost} = 'Simulated-InvokeWindowsPowerShellHost'
${alias:Test-Administrator} = 'Simulated-TestAdministrator'
${alias:Get-ServerName} = 'Simulated-GetServerName'
${alias:Limit-ModulePath} = 'Simulated-LimitModulePath'
${alias:Get-ProtectedRoot} = 'Simulated-GetProtectedRoot'
${alias:Open-ProtectedFolder} = 'Simulated-OpenProtectedFolder'
${alias:Assert-ProtectedPath} = 'Simulated-AssertProtectedPath'
${alias:Read-HostSecret} = 'Simulated-ReadHostSecret'
${alias:Read-HostText} = 'Simulated-ReadHostText'
${alias:Open-SecretStream} = 'Simulated-OpenSecretStream'
${alias:Import-NativeCode} = 'Simulated-ImportNativeCode'
${alias:Get-AccountRight} = 'Simulated-GetAccountRight'
${alias:Add-AccountRight} = 'Simulated-AddAccountRight'
${alias:Revoke-AccountRight} = 'Simulated-RevokeAccountRight'
${alias:Test-AccountLogon} = 'Simulated-TestAccountLogon'
${alias:ConvertFrom-SslRecord} = 'Simulated-ConvertFromSslRecord'
${alias:Get-HttpSysRecord} = 'Simulated-GetHttpSysRecord'
${alias:Find-HttpSysRecord} = 'Simulated-FindHttpSysRecord'
${alias:Write-HttpSysRecord} = 'Simulated-WriteHttpSysRecord'
${alias:Clear-HttpSysRecord} = 'Simulated-ClearHttpSysRecord'
${alias:Get-StoreCertificate} = 'Simulated-GetStoreCertificate'
${alias:Add-StoreCertificate} = 'Simulated-AddStoreCertificate'
${alias:Clear-StoreCertificate} = 'Simulated-ClearStoreCertificate'
${alias:Find-IssuedCertificate} = 'Simulated-FindIssuedCertificate'
${alias:Get-RegistryValue} = 'Simulated-GetRegistryValue'
${alias:Find-StoreCertificate} = 'Simulated-FindStoreCertificate'
${alias:Resolve-AccountSid} = 'Simulated-ResolveAccountSid'
${alias:Test-Folder} = 'Simulated-TestFolder'
${alias:Get-FolderRule} = 'Simulated-GetFolderRule'
${alias:Add-FolderRule} = 'Simulated-AddFolderRule'
${alias:Revoke-FolderRule} = 'Simulated-RevokeFolderRule'
${alias:ConvertTo-FolderRule} = 'Simulated-ConvertToFolderRule'
${alias:Set-DirectoryServiceUser} = 'Simulated-SetDirectoryServiceUser'
${alias:Clear-DirectoryServiceUser} = 'Simulated-ClearDirectoryServiceUser'
${alias:Get-IisFolder} = 'Simulated-GetIisFolder'
${alias:Import-IisAssembly} = 'Simulated-ImportIisAssembly'
${alias:Copy-WebConfiguration} = 'Simulated-CopyWebConfiguration'
${alias:Add-IisBackup} = 'Simulated-AddIisBackup'
${alias:Get-IisBackupFile} = 'Simulated-GetIisBackupFile'
