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
    Returns whether the account itself is named in the folder's access list with these rights for the whole tree; and through which SIDs of its token it has or is denied them anyway.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $after = $Step.After
    $path = Get-FolderPath $after['path']
    $wanted = $script:FolderRights[$after['rights']]
    $granted = $false
    $own = $false
    $through = [Collections.Generic.List[object]]::new()
    $denied = [Collections.Generic.List[object]]::new()
    $sid = Resolve-AccountSid (Get-QualifiedName $after['userName'])
    $exists = Test-Folder $path
    if ($exists) {
        foreach ($group in Get-TokenGroup $after['userName'] $sid) {
            foreach ($rule in Get-FolderRule $path $group) {
                $covers = (($rule.Rights -band $wanted) -eq $wanted)
                if ($rule.Allow -and $covers -and -not $through.Contains($group)) {
                    $through.Add($group)
                }
                # An inherited denial comes after what is allowed here.
                if (-not $rule.Allow -and -not $rule.Inherited -and ($rule.Rights -band $wanted) -ne 0 -and -not $denied.Contains($group)) {
                    $denied.Add($group)
                }
                if ($group -ceq $sid -and $rule.Allow) {
                    $own = $own -or -not $rule.Inherited
                    $granted = $granted -or ($rule.WholeTree -and $covers)
                }
            }
        }
    }
    return @{
        state   = [ordered]@{ account = $after['account']; userName = $after['userName']; path = $after['path']; rights = $after['rights']; granted = $granted }
        capture = [ordered]@{ sid = $sid; own = $own; exists = $exists; through = $through; denied = $denied }
    }
}

function Test-DirectoryAccessState {
    <#
    .SYNOPSIS
    Returns what differs from the plan: the account is not named, or it is denied, which counts more than any grant.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    if (-not $Step.Current.state['granted']) { 'granted' }
    if ($Step.Current.capture['denied'].Count -gt 0) { 'denied' }
}

function Assert-DirectoryAccessPossible {
    <#
    .SYNOPSIS
    Throws folder-missing, or folder-denied where a grant would change nothing.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $path = Get-FolderPath $Step.After['path']
    if (-not $Step.Current.capture['exists']) {
        throw (New-Problem 'folder-missing' "There is no folder $path.")
    }
    if ($Step.Current.capture['denied'].Count -gt 0) {
        throw (New-Problem 'folder-denied' "$path denies $([string]::Join(', ', $Step.Current.capture['denied'])).")
    }
}

function Set-DirectoryAccessState {
    <#
    .SYNOPSIS
    Allows the account these rights on the folder and everything in it.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Step)
    Assert-DirectoryAccessPossible $Step
    if ($null -eq $Step.Current.capture['sid']) {
        throw (New-Problem 'account-missing' "Windows does not know $($Step.After['userName']).")
    }
    Add-FolderRule (Get-FolderPath $Step.After['path']) $Step.Current.capture['sid'] $Step.After['rights']
}

function Get-AccessNote {
    <#
    .SYNOPSIS
    Returns what the grant does not separate: groups through which everybody has the rights already; or nothing.
    #>
    param([Parameter(Mandatory = $true)] $Step)
    $others = @($Step.Current.capture['through'] | Where-Object { $_ -cne $Step.Current.capture['sid'] })
    if ($others.Count -gt 0) {
        return "$($Step.After['rights']) comes through $([string]::Join(', ', $others)) already: the grant keeps nobody else out."
    }
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
