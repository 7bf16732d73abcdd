# A logon as IIS will make it, before anything is committed: afterwards a refused account shuts everybody out.

$script:LogonTypes = @{ Interactive = 2; Network = 3; Batch = 4; ClearText = 8 }

# Win32 error -> what it means. https://learn.microsoft.com/windows/win32/debug/system-error-codes
$script:LogonErrors = @{
    1311 = 'No domain controller can be reached.'
    1326 = 'The user name or the password is wrong.'
    1327 = 'Windows does not allow it for this account, for example because its password is empty.'
    1328 = 'The account may not log on at this time of day.'
    1329 = 'The account may not log on at this computer.'
    1330 = 'The password has expired.'
    1331 = 'The account is disabled.'
    1385 = 'The account is not granted this kind of logon, or a group of its token is denied it; the password is right. Use a domain account, another logon method with its right, or take this server out of the policy that denies it.'
    1793 = 'The account has expired.'
    1907 = 'The password must be changed at the next logon.'
    1909 = 'The account is locked out.'
}

function Test-MappedLogon {
    <#
    .SYNOPSIS
    Logs one account on once with its password; throws logon-refused or account-administrator.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $UserName, [Parameter(Mandatory = $true)] [securestring] $Secret)
    $method = 'ClearText'
    $domain = ''
    foreach ($change in $Context.Plan['changes']) {
        if ($change['resource'] -ceq 'mapping-section') {
            $method = $change['after']['logonMethod']
            $domain = $change['after']['defaultLogonDomain']
        }
    }
    $name = $UserName
    if ($UserName.Contains('\')) {
        $domain = $UserName.Substring(0, $UserName.IndexOf('\'))
        $name = $UserName.Substring($UserName.IndexOf('\') + 1)
    }
    elseif ($UserName.Contains('@')) {
        $domain = ''
    }
    elseif ($domain.Length -eq 0) {
        $domain = '.'
    }
    $result = Test-AccountLogon $name $domain $Secret $script:LogonTypes[$method]
    if ($result.Error -ne 0) {
        $meaning = $script:LogonErrors[[int]$result.Error]
        if ($null -eq $meaning) {
            $meaning = 'Windows refused the logon.'
        }
        throw (New-Problem 'logon-refused' ('{0}, logon method {1}: {2} (0x{3:X8}) Nothing was committed.' -f $UserName, $method, $meaning, (0x80070000L + [long]$result.Error)))
    }
    if (@($result.Groups) -contains 'S-1-5-32-544') {
        throw (New-Problem 'account-administrator' "$UserName is a member of Administrators: every mapped certificate would be an administrator.")
    }
}

function Test-PlanLogon {
    <#
    .SYNOPSIS
    Tries each account whose password is about to be stored, once; the entry whose account is refused counts as failed.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [object[]] $Step)
    $tried = @{}
    Clear-IisManager $Context
    foreach ($one in $Step) {
        if (@('one-to-one-mapping', 'many-to-one-mapping') -cnotcontains $one.Resource) {
            continue
        }
        try {
            Update-StepState $one
            if ($one.Difference.Count -eq 0) {
                continue
            }
            $secret = Get-EntrySecret $one
            if ($null -ne $secret -and -not $tried.ContainsKey($one.After['userName'])) {
                $tried[$one.After['userName']] = $true
                Test-MappedLogon $Context $one.After['userName'] $secret
            }
        }
        catch {
            $one.State = 'failed'
            Write-Event $Context ([ordered]@{ event = 'change'; change = $one.Id; state = 'failed' }) "  FAILED    $($one.Title)"
            throw
        }
    }
}
