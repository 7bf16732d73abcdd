# Accounts by SID, and who may use a folder.

function Resolve-AccountSid {
    <#
    .SYNOPSIS
    Returns the SID of an account, or nothing when Windows knows no such account.
    #>
    param([Parameter(Mandatory = $true)] [string] $UserName)
    try {
        return [Security.Principal.NTAccount]::new($UserName).Translate([Security.Principal.SecurityIdentifier]).Value
    }
    catch [Security.Principal.IdentityNotMappedException] {
        return
    }
}

function Test-Folder {
    <#
    .SYNOPSIS
    Says whether a folder exists.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path)
    return [IO.Directory]::Exists($Path)
}

function Get-FolderRule {
    <#
    .SYNOPSIS
    Returns the access rules of a folder for one SID: Rights (number), Allow, Inherited, WholeTree.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Sid)
    $tree = [Security.AccessControl.InheritanceFlags]::ContainerInherit -bor [Security.AccessControl.InheritanceFlags]::ObjectInherit
    $security = [IO.Directory]::GetAccessControl($Path)
    foreach ($rule in $security.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])) {
        if ($rule.IdentityReference.Value -eq $Sid) {
            [pscustomobject]@{
                Rights    = [int]$rule.FileSystemRights
                Allow     = ($rule.AccessControlType -eq [Security.AccessControl.AccessControlType]::Allow)
                Inherited = $rule.IsInherited
                WholeTree = (($rule.InheritanceFlags -eq $tree) -and ($rule.PropagationFlags -eq [Security.AccessControl.PropagationFlags]::None))
            }
        }
    }
}

function Add-FolderRule {
    <#
    .SYNOPSIS
    Allows one SID these rights on a folder and everything in it.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Sid, [Parameter(Mandatory = $true)] [string] $Rights)
    $security = [IO.Directory]::GetAccessControl($Path, [Security.AccessControl.AccessControlSections]::Access)
    $security.AddAccessRule((ConvertTo-FolderRule $Sid $Rights))
    [IO.Directory]::SetAccessControl($Path, $security)
}

function Revoke-FolderRule {
    <#
    .SYNOPSIS
    Takes back exactly the rule that Add-FolderRule made.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [string] $Sid, [Parameter(Mandatory = $true)] [string] $Rights)
    $security = [IO.Directory]::GetAccessControl($Path, [Security.AccessControl.AccessControlSections]::Access)
    $security.RemoveAccessRuleSpecific((ConvertTo-FolderRule $Sid $Rights))
    [IO.Directory]::SetAccessControl($Path, $security)
}

function ConvertTo-FolderRule {
    <#
    .SYNOPSIS
    Returns the access rule that allows one SID these rights on a folder and everything in it.
    #>
    param([string] $Sid, [string] $Rights)
    return [Security.AccessControl.FileSystemAccessRule]::new(
        [Security.Principal.SecurityIdentifier]::new($Sid),
        [Security.AccessControl.FileSystemRights]$Rights,
        ([Security.AccessControl.InheritanceFlags]::ContainerInherit -bor [Security.AccessControl.InheritanceFlags]::ObjectInherit),
        [Security.AccessControl.PropagationFlags]::None,
        [Security.AccessControl.AccessControlType]::Allow)
}

function Set-DirectoryServiceUser {
    <#
    .SYNOPSIS
    Makes a local account, or gives one a new password, through ADSI: where the module for local accounts is missing.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] [string] $Name, [Parameter(Mandatory = $true)] [securestring] $Secret)
    $computer = [DirectoryServices.DirectoryEntry]::new('WinNT://' + (Get-ServerName) + ',computer')
    $user = $null
    foreach ($child in $computer.Children) {
        if ($child.SchemaClassName -eq 'User' -and $child.Name -eq $Name) {
            $user = $child
        }
    }
    $new = ($null -eq $user)
    if ($new) {
        $user = $computer.Children.Add($Name, 'user')
    }
    $pointer = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($Secret)
    try {
        [void]$user.Invoke('SetPassword', @([Runtime.InteropServices.Marshal]::PtrToStringBSTR($pointer)))
    }
    finally {
        [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($pointer)
    }
    if ($new) {
        # UF_NORMAL_ACCOUNT, UF_DONT_EXPIRE_PASSWD, UF_PASSWD_CANT_CHANGE.
        $user.Properties['UserFlags'].Value = 0x10240
    }
    $user.CommitChanges()
}

function Clear-DirectoryServiceUser {
    <#
    .SYNOPSIS
    Removes a local account through ADSI; does nothing when there is none.
    #>
    param([Parameter(Mandatory = $true)] [string] $Name)
    $computer = [DirectoryServices.DirectoryEntry]::new('WinNT://' + (Get-ServerName) + ',computer')
    foreach ($child in $computer.Children) {
        if ($child.SchemaClassName -eq 'User' -and $child.Name -eq $Name) {
            $computer.Children.Remove($child)
            return
        }
    }
}
