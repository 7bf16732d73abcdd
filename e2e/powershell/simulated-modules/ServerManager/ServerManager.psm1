# Simulated: Get-WindowsFeature and Install-WindowsFeature with their real parameters.
function Get-WindowsFeature {
    [CmdletBinding()]
    param([string[]] $Name, [string] $Vhd, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
    foreach ($one in $Name) {
        if ([Simulated.ServerState]::Get('feature-unknown', $one)) { throw "The target of the specified cmdlet cannot be a Windows feature named $one." }
        [pscustomobject]@{ Name = $one; Installed = ([Simulated.ServerState]::Get('feature', $one) -eq 'installed') }
    }
}
function Install-WindowsFeature {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([string[]] $Name, [string] $ConfigurationFilePath, [string] $Vhd, [switch] $Restart, [string[]] $Source, [switch] $IncludeAllSubFeature, [switch] $IncludeManagementTools, [string] $ComputerName, [pscredential] $Credential, [string] $LogPath)
    [Simulated.ServerState]::Call('Install-WindowsFeature', $false)
    [Simulated.ServerState]::Set('feature', $Name[0], 'installed')
    [Simulated.ServerState]::Call('Install-WindowsFeature', $true)
    $needed = if ([Simulated.ServerState]::Get('feature-restart', $Name[0])) { 'Yes' } else { 'No' }
    [Simulated.ServerState]::Remove('feature-restart', $Name[0])
    [pscustomobject]@{ Success = $true; RestartNeeded = $needed; ExitCode = 'Success' }
}
