# Everything that touches Windows for IIS client certificate mapping. Needs 64-bit Windows PowerShell 5.1 on the server.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$script:ModuleFolder = $PSScriptRoot

foreach ($script:part in @(
        'Runner/Problem', 'Runner/Json', 'Windows/Host', 'Windows/Native', 'Windows/Store', 'Windows/Directory', 'Windows/Iis',
        'Runner/Plan', 'Runner/Journal', 'Runner/Secret', 'Runner/Output',
        'Resources/Configuration', 'Resources/Entry', 'Resources/EntryOrder', 'Resources/WindowsFeature', 'Resources/Certificate', 'Resources/LocalAccount',
        'Resources/LogonRight', 'Resources/DirectoryAccess', 'Resources/HttpsBinding', 'Resources/HttpSysRecord', 'Resources/SectionLock',
        'Resources/MappingSection', 'Resources/OneToOneMapping', 'Resources/ManyToOneMapping', 'Resources/AnonymousAuthentication',
        'Resources/SslFlag', 'Runner/Step', 'Runner/Logon', 'Runner/Apply', 'Runner/Verify', 'Runner/Rollback', 'Runner/Renewal')) {
    . ([IO.Path]::Combine($PSScriptRoot, $script:part.Replace('/', [string][IO.Path]::DirectorySeparatorChar) + '.ps1'))
}

Export-ModuleMember -Function 'Invoke-MappingPlan', 'Test-MappingPlan', 'Undo-MappingPlan', 'Restore-HttpSysSetting', 'Read-Plan', 'Read-SecretInput'
