# Simulated: local accounts with the real parameters; a password is kept as its hash.
function Get-LocalUser {
    [CmdletBinding()]
    param([string[]] $Name, [object[]] $SID)
    foreach ($key in [Simulated.ServerState]::Keys('account')) {
        [pscustomobject]@{ Name = $key; SID = [Simulated.ServerState]::Get('account', $key) }
    }
}
function New-LocalUser {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([string] $Name, [securestring] $Password, [switch] $NoPassword, [datetime] $AccountExpires, [switch] $AccountNeverExpires, [string] $Description, [switch] $Disabled, [string] $FullName, [switch] $PasswordNeverExpires, [switch] $UserMayNotChangePassword)
    [Simulated.ServerState]::Call('New-LocalUser', $false)
    if ([Simulated.ServerState]::Get('account', $Name)) { throw "User $Name already exists." }
    if ($Description.Length -gt 48) { throw 'The description is too long.' }
    if ([Simulated.ServerState]::Get('password-policy', 'all') -eq 'refuse') { throw 'The password does not meet the password policy requirements.' }
    [Simulated.ServerState]::Set('account', $Name, "S-1-5-21-1-2-3-$(1000 + [Simulated.ServerState]::Keys('account').Count)")
    [Simulated.ServerState]::Set('password', $Name, (ConvertFrom-SecretForTest $Password))
    [Simulated.ServerState]::Call('New-LocalUser', $true)
    [pscustomobject]@{ Name = $Name }
}
function Set-LocalUser {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([string] $Name, [securestring] $Password, [bool] $PasswordNeverExpires, [bool] $UserMayChangePassword, [string] $FullName, [string] $Description, [datetime] $AccountExpires, [switch] $AccountNeverExpires)
    [Simulated.ServerState]::Call('Set-LocalUser', $false)
    [Simulated.ServerState]::Set('password', $Name, (ConvertFrom-SecretForTest $Password))
    [Simulated.ServerState]::Call('Set-LocalUser', $true)
}
function Remove-LocalUser {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([string[]] $Name, [object[]] $SID)
    [Simulated.ServerState]::Call('Remove-LocalUser', $false)
    [Simulated.ServerState]::Remove('account', $Name[0])
    [Simulated.ServerState]::Remove('password', $Name[0])
    [Simulated.ServerState]::Call('Remove-LocalUser', $true)
}
