@{
    RootModule        = 'ClientCertificateMapping.psm1'
    ModuleVersion     = '0.1.0'
    GUID              = '7f0b5c1e-6a3d-4f0e-9d52-3b1a8c6e2f47'
    Author            = 'IIS Client Certificate Wizard'
    Copyright         = 'MIT License'
    Description       = 'Applies, verifies and rolls back a plan for IIS client certificate mapping.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('Invoke-MappingPlan', 'Test-MappingPlan', 'Undo-MappingPlan', 'Restore-HttpSysSetting', 'Read-Plan', 'Read-SecretInput')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
