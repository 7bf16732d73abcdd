# What a mapped account may do in a folder of the site.

# FileSystemRights, without Synchronize, which Windows adds.
$script:FolderRights = @{ Read = 0x20089; ReadAndExecute = 0x200A9; Modify = 0x301BF }

function Get-FolderPath {
    <#
    .SYNOPSIS
    Returns a folder's path with %SystemDrive% filled in; no other variable is.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path)
    if ($Path.StartsWith('%SystemDrive%', [StringComparison]::OrdinalIgnoreCase)) {
        return [IO.Path]::GetPathRoot([Environment]::GetFolderPath('System')).TrimEnd('\') + $Path.Substring(13)
    }
    return $Path
}

function Get-DirectoryAccessState {
    <#
    .SYNOPSIS
    Returns whether the account is named in the folder's access list with these rights, for the whole tree.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $path = Get-FolderPath $after['path']
    $wanted = $script:FolderRights[$after['rights']]
    $granted = $false
    $own = $false
    $sid = Resolve-AccountSid (Get-QualifiedName $after['userName'])
    if ($null -ne $sid -and (Test-Folder $path)) {
        foreach ($rule in Get-FolderRule $path $sid) {
            if ($rule.Allow -and -not $rule.Inherited) {
                $own = $true
            }
            if ($rule.Allow -and $rule.WholeTree -and ($rule.Rights -band $wanted) -eq $wanted) {
                $granted = $true
            }
        }
    }
    return @{
        state   = [ordered]@{ account = $after['account']; userName = $after['userName']; path = $after['path']; rights = $after['rights']; granted = $granted }
        capture = [ordered]@{ sid = $sid; own = $own }
    }
}

function Test-DirectoryAccessState {
    <#
    .SYNOPSIS
    Returns what differs from the plan.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['granted']) { 'granted' }
}

function Set-DirectoryAccessState {
    <#
    .SYNOPSIS
    Allows the account these rights on the folder and everything in it.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    $path = Get-FolderPath $Step.After['path']
    if (-not (Test-Folder $path)) {
        throw (New-Problem 'folder-missing' "There is no folder $path.")
    }
    if ($null -eq $Step.Current.capture['sid']) {
        throw (New-Problem 'account-missing' "Windows does not know $($Step.After['userName']).")
    }
    Add-FolderRule $path $Step.Current.capture['sid'] $Step.After['rights']
}

function Undo-DirectoryAccessState {
    <#
    .SYNOPSIS
    Takes the rule back that this run added; a rule that the account had before is not touched.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if ($Step.Captured['state']['granted'] -or -not $Step.Current.state['granted'] -or $null -eq $Step.Current.capture['sid']) {
        return @{ state = 'unchanged' }
    }
    if ($Step.Captured['capture']['own']) {
        return @{ state = 'left'; because = 'The account had other rights on the folder before, and Windows merged them with the new ones.' }
    }
    Revoke-FolderRule (Get-FolderPath $Step.After['path']) $Step.Current.capture['sid'] $Step.After['rights']
    return @{ state = 'undone' }
}
