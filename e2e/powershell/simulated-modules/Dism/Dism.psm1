# Simulated: optional features of a Windows client, with their real parameters.
function Get-WindowsOptionalFeature {
    [CmdletBinding()]
    param([string] $FeatureName, [string] $PackageName, [string] $PackagePath, [switch] $Online, [string] $Path, [string] $WindowsDirectory, [string] $SystemDrive, [string] $LogPath, [string] $ScratchDirectory, [string] $LogLevel)
    $state = if ([Simulated.ServerState]::Get('feature', $FeatureName) -eq 'installed') { 'Enabled' } else { 'Disabled' }
    [pscustomobject]@{ FeatureName = $FeatureName; State = $state }
}
function Enable-WindowsOptionalFeature {
    [CmdletBinding()]
    param([string[]] $FeatureName, [string] $PackageName, [switch] $All, [switch] $LimitAccess, [string[]] $Source, [switch] $NoRestart, [switch] $Online, [string] $Path, [string] $WindowsDirectory, [string] $SystemDrive, [string] $LogPath, [string] $ScratchDirectory, [string] $LogLevel)
    [Simulated.ServerState]::Call('Enable-WindowsOptionalFeature', $false)
    [Simulated.ServerState]::Set('feature', $FeatureName[0], 'installed')
    [Simulated.ServerState]::Call('Enable-WindowsOptionalFeature', $true)
    [pscustomobject]@{ Online = $true; RestartNeeded = $false }
}
