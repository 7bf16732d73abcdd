# Expected failures: a code that never changes, a title, and what to do. The detail says what is special about this case.

$script:Problems = @{
    'input-invalid'              = @('The request is not understood', 'Start the script as its help describes.', 2)
    'language-mode'              = @('PowerShell is restricted here', 'Run the script where Windows PowerShell has FullLanguage mode, or have the bundle allowed by the application control policy.', 2)
    'not-elevated'               = @('Administrator rights are needed', 'Start Windows PowerShell with "Run as administrator" and start the script again.', 2)
    'windows-powershell-missing' = @('Windows PowerShell 5.1 is missing', 'Install Windows Management Framework 5.1.', 2)
    'folder-not-protected'       = @('A folder is open to others', 'Remove the folder after you looked at what is in it, and start again.', 2)
    'bundle-invalid'             = @('The bundle is not as it was exported', 'Copy the whole bundle again, or export it again.', 2)
    'plan-invalid'               = @('plan.json is not a plan of this version', 'Export the bundle again. Do not edit plan.json.', 2)
    'plan-digest'                = @('The plan is not the reviewed one', 'Compare the digest with the one that was reviewed, and export the bundle again.', 2)
    'plan-other-server'          = @('The plan is for another server', 'Apply it on the server that it was made for, or make a plan for this one.', 2)
    'plan-stale'                 = @('The server has changed since the plan was made', 'Make a new plan from the state of today.', 2)
    'plan-findings'              = @('The plan has findings that must be solved first', 'Solve the findings of severity error and export again.', 1)
    'consent-missing'            = @('Nobody agreed to the plan', 'Start the script with -ExpectedDigest and the digest of the reviewed plan, or answer its question.', 2)
    'cancelled'                  = @('Cancelled', 'Nothing was changed.', 4)
    'already-running'            = @('Another run is at work', 'Wait until it has ended.', 2)
    'secret-missing'             = @('A password is missing', 'Start the script where it can ask, or hand the password over on standard input.', 2)
    'secret-invalid'             = @('A password cannot be used', 'Enter it again.', 2)
    'site-missing'               = @('IIS has no such site', 'Create the site first, or correct its name in the answers.', 2)
    'iis-missing'                = @('IIS is not installed', 'Install IIS with its management tools.', 2)
    'journal-invalid'            = @('The journal was changed', 'Use the journal as the run wrote it. Without it, undo the changes by hand; the report lists them.', 2)
    'backup-failed'              = @('The backup of IIS failed', 'Look at the free space of the system drive, and start again.', 3)
    'feature-unavailable'        = @('The Windows feature cannot be read', 'Check that this Windows version has the feature and that its installation source can be reached.', 3)
    'feature-failed'             = @('The Windows feature was not installed', 'Install it in Server Manager or with DISM, and start again.', 3)
    'restart-needed'             = @('Windows must be restarted', 'Restart the server and start the script again; it goes on where it stopped.', 3)
    'certificate-mismatch'       = @('The file holds another certificate', 'Name the file that holds the certificate of the plan.', 2)
    'certificate-file'           = @('The certificate file cannot be opened', 'Check the path and the password of the file.', 3)
    'certificate-no-key'         = @('The certificate has no private key', 'Name a PFX file that holds the private key.', 3)
    'root-not-self-signed'       = @('Only self-signed certificates belong to the trusted roots', 'Put the certificate into the intermediate certification authorities (store CA).', 2)
    'account-missing'            = @('Windows does not know the account', 'Create the account or correct its name.', 3)
    'account-exists'             = @('The account exists and its password is not known', 'Use password "ask" for this account, or another user name.', 3)
    'account-failed'             = @('The account could not be created', 'Read the detail; a password policy can refuse the password.', 3)
    'account-administrator'      = @('The account is an administrator', 'Use an account without administrator rights.', 3)
    'logon-refused'              = @('The account cannot log on', 'Read the detail.', 3)
    'logon-denied'               = @('The account may not log on in this way', 'Use a domain account, logon method Batch or Interactive with its right, or take this server out of the policy that denies it. A group policy sets it again after every change by hand.', 3)
    'folder-denied'              = @('The folder denies the account', 'Remove the entry that denies it from the access list of the folder, or use another account.', 3)
    'commit-failed'              = @('IIS did not take the configuration', 'Read the detail. Nothing of this commit was written; start again when the cause is removed.', 3)
    'access-denied'              = @('Windows denied the access', 'Look at the permissions of what the detail names, and at software that protects it; then start again.', 3)
    'disk-full'                  = @('The disk is full', 'Make room on the system drive and start again; the script goes on where it stopped.', 3)
    'renewal-not-applied'        = @('The run of this journal has not come to its end', 'Name the journal of a run that is done and was not rolled back.', 2)
    'folder-missing'             = @('The folder does not exist', 'Create the folder or correct its path.', 3)
    'binding-central-store'      = @('The binding uses the centralised certificate store', 'Configure this endpoint by hand.', 3)
    'record-missing'             = @('The endpoint has no certificate', 'Give the plan a server certificate, or bind one in IIS Manager.', 3)
    'record-other-program'       = @('The endpoint belongs to another program', 'Use another port or address.', 3)
    'entry-inherited'            = @('The entry comes from a higher level', 'Remove it where it was made.', 3)
    'entry-no-password'          = @('The entry has no stored password', 'Use password "ask" for its account.', 3)
    'configuration-unreadable'   = @('IIS cannot read the configuration of the site', 'Open the site in IIS Manager: it shows the file and the line.', 3)
    'not-as-planned'             = @('The change did not take effect', 'Look for a group policy or another program that sets it back.', 3)
    'unexpected'                 = @('The step failed', 'Read the detail, remove the cause and start again; the script goes on where it stopped.', 3)
}

function New-Problem {
    <#
    .SYNOPSIS
    Returns an exception for an expected failure, to be thrown: its Data holds code, title, fix and exit status.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Makes an object, changes nothing.')]
    param([Parameter(Mandatory = $true)] [string] $Code, [Parameter(Mandatory = $true)] [AllowEmptyString()] [string] $Detail)
    $entry = $script:Problems[$Code]
    $exception = [InvalidOperationException]::new($Detail)
    $exception.Data['code'] = $Code
    $exception.Data['title'] = $entry[0]
    $exception.Data['fix'] = $entry[1]
    $exception.Data['status'] = $entry[2]
    return $exception
}

function ConvertTo-Problem {
    <#
    .SYNOPSIS
    Returns code, title, detail, fix and exit status of anything that was thrown.
    #>
    param([Parameter(Mandatory = $true)] [Management.Automation.ErrorRecord] $ErrorRecord)
    $exception = $ErrorRecord.Exception
    while ($null -ne $exception.InnerException -and -not $exception.Data.Contains('code')) {
        $exception = $exception.InnerException
    }
    if ($exception.Data.Contains('code')) {
        return [ordered]@{
            code   = $exception.Data['code']
            title  = $exception.Data['title']
            detail = $exception.Message
            fix    = $exception.Data['fix']
            status = $exception.Data['status']
        }
    }
    $code = 'unexpected'
    if ($exception -is [UnauthorizedAccessException]) {
        $code = 'access-denied'
    }
    elseif ($exception -is [IO.IOException] -and @(0x27, 0x70) -contains ($exception.HResult -band 0xFFFF)) {
        # ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
        $code = 'disk-full'
    }
    $entry = $script:Problems[$code]
    return [ordered]@{ code = $code; title = $entry[0]; detail = $exception.Message; fix = $entry[1]; status = $entry[2] }
}
