# Prints what PSScriptAnalyzer's default rules would object to, as far as the syntax tree tells: rule, file, line, what.
# A finding is left out where the function or script suppresses its rule with a reason.
param([Parameter(Mandatory = $true)] [string] $List)

$automatic = @('args', 'ConsoleFileName', 'EnabledExperimentalFeatures', 'Error', 'Event', 'EventArgs', 'EventSubscriber', 'ExecutionContext', 'false', 'foreach', 'HOME', 'Host', 'input', 'LASTEXITCODE', 'Matches', 'MyInvocation', 'NestedPromptLevel', 'null', 'PID', 'PROFILE', 'PSBoundParameters', 'PSCmdlet', 'PSCommandPath', 'PSCulture', 'PSDebugContext', 'PSEdition', 'PSHOME', 'PSItem', 'PSScriptRoot', 'PSSenderInfo', 'PSUICulture', 'PSVersionTable', 'PWD', 'Sender', 'ShellId', 'StackTrace', 'switch', 'this', 'true')
# https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands (5.1)
$verbs = 'Add Clear Close Copy Enter Exit Find Format Get Hide Join Lock Move New Open Optimize Pop Push Redo Remove Rename Reset Resize Search Select Set Show Skip Split Step Switch Undo Unlock Watch Backup Checkpoint Compare Compress Convert ConvertFrom ConvertTo Dismount Edit Expand Export Group Import Initialize Limit Merge Mount Out Publish Restore Save Sync Unpublish Update Approve Assert Complete Confirm Deny Disable Enable Install Invoke Register Request Restart Resume Start Stop Submit Suspend Uninstall Unregister Wait Debug Measure Ping Repair Resolve Test Trace Connect Disconnect Read Receive Send Write Block Grant Protect Revoke Unblock Unprotect Use'.Split(' ')
$changing = 'New Remove Set Start Stop Restart Reset Update'.Split(' ')

function Tell([string] $Rule, $Node, [string] $What) {
    for ($at = $Node; $null -ne $at; $at = $at.Parent) {
        $block = $null
        if ($at -is [Management.Automation.Language.FunctionDefinitionAst]) { $block = $at.Body.ParamBlock }
        elseif ($at -is [Management.Automation.Language.ScriptBlockAst]) { $block = $at.ParamBlock }
        if ($null -eq $block) { continue }
        foreach ($attribute in $block.Attributes) {
            if ($attribute.TypeName.FullName -like '*SuppressMessageAttribute' -and [string]$attribute.PositionalArguments[0].SafeGetValue() -eq $Rule) {
                $reason = @($attribute.NamedArguments | Where-Object { $_.ArgumentName -eq 'Justification' })
                if ($reason.Count -eq 1 -and ([string]$reason[0].Argument.SafeGetValue()).Length -gt 0) { return }
            }
        }
    }
    [Console]::Out.WriteLine([string]::Join("`t", @($Rule, $script:path, $Node.Extent.StartLineNumber, ($What -creplace '[\t\r\n]', ' '))))
}

function Get-Name($Node) { $Node.VariablePath.UserPath }

# PSReviewUnusedParameter looks into no block but those of these two commands.
function Find-Used($Block) {
    $Block.FindAll({ $args[0] -is [Management.Automation.Language.VariableExpressionAst] }, $false) | Where-Object { $_.Parent -isnot [Management.Automation.Language.ParameterAst] -or $_.Parent.Name -ne $_ }
    foreach ($command in $Block.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $false)) {
        if (@('Where-Object', 'ForEach-Object') -contains $command.GetCommandName()) {
            foreach ($element in $command.CommandElements) {
                if ($element -is [Management.Automation.Language.ScriptBlockExpressionAst]) { Find-Used $element.ScriptBlock }
            }
        }
    }
}

foreach ($script:path in [IO.File]::ReadAllLines($List)) {
    $tokens = $null
    $problems = $null
    $text = [IO.File]::ReadAllText($script:path)
    $tree = [Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$problems)
    $line = 0
    foreach ($one in $text.Split("`n")) {
        $line++
        if ($one -match '[ \t]\r?\z') { [Console]::Out.WriteLine("PSAvoidTrailingWhitespace`t$($script:path)`t$line`t") }
    }
    foreach ($node in $tree.FindAll({ $true }, $true)) {
        switch ($node.GetType().Name) {
            'FunctionDefinitionAst' {
                $parts = $node.Name.Split('-')
                if ($parts.Count -eq 2) {
                    if ($verbs -cnotcontains $parts[0]) { Tell 'PSUseApprovedVerbs' $node $node.Name }
                    if ($parts[1] -cmatch '[^su]s\z' -and $parts[1] -cnotmatch '(Iis|Access|Status|Tls|Windows)\z') { Tell 'PSUseSingularNouns' $node $node.Name }
                    if ($changing -ccontains $parts[0] -and [string]$node.Body.ParamBlock.Attributes -notmatch 'SupportsShouldProcess') { Tell 'PSUseShouldProcessForStateChangingFunctions' $node $node.Name }
                }
                if ($null -eq $node.GetHelpContent()) { Tell 'PSProvideCommentHelp' $node $node.Name }
            }
            'ScriptBlockAst' {
                $used = @(Find-Used $node | ForEach-Object { Get-Name $_ })
                if ($null -ne $node.ParamBlock) {
                    foreach ($parameter in $node.ParamBlock.Parameters) {
                        if ($used -notcontains (Get-Name $parameter.Name)) { Tell 'PSReviewUnusedParameter' $parameter (Get-Name $parameter.Name) }
                    }
                }
                $assignments = @($node.FindAll({ $args[0] -is [Management.Automation.Language.AssignmentStatementAst] }, $false))
                # The variables that stand somewhere else than on the left of an assignment.
                $read = @{}
                if ($assignments.Count -gt 0) {
                    foreach ($each in $node.FindAll({ $args[0] -is [Management.Automation.Language.VariableExpressionAst] }, $true)) {
                        if ($each.Parent -isnot [Management.Automation.Language.AssignmentStatementAst] -or $each.Parent.Left -ne $each) { $read[$each.VariablePath.UserPath] = $true }
                    }
                }
                foreach ($assignment in $assignments) {
                    $target = $assignment.Left
                    if ($target -is [Management.Automation.Language.ConvertExpressionAst]) { $target = $target.Child }
                    if ($target -isnot [Management.Automation.Language.VariableExpressionAst] -or -not $target.VariablePath.IsUnqualified) { continue }
                    $name = Get-Name $target
                    if (@('null', 'ErrorActionPreference', 'ProgressPreference', 'WhatIfPreference') -contains $name) { continue }
                    if (-not $read.ContainsKey($name)) {
                        Tell 'PSUseDeclaredVarsMoreThanAssignments' $assignment $name
                    }
                }
            }
            'ParameterAst' {
                $name = Get-Name $node.Name
                if ($name -match 'Password|Passphrase|Credential|\APass\z' -and $node.StaticType -ne [securestring]) { Tell 'PSAvoidUsingPlainTextForPassword' $node $name }
                if ($automatic -contains $name) { Tell 'PSAvoidAssignmentToAutomaticVariable' $node $name }
                if ($node.StaticType -eq [switch] -and $null -ne $node.DefaultValue) { Tell 'PSAvoidDefaultValueSwitchParameter' $node $name }
                if ($null -ne $node.DefaultValue -and [string]$node.Attributes -match 'Mandatory') { Tell 'PSAvoidDefaultValueForMandatoryParameter' $node $name }
            }
            'AssignmentStatementAst' {
                if ($node.Left -is [Management.Automation.Language.VariableExpressionAst]) {
                    $name = Get-Name $node.Left
                    if ($automatic -contains $name -and $name -ne 'null') { Tell 'PSAvoidAssignmentToAutomaticVariable' $node $name }
                    if ($node.Left.VariablePath.IsGlobal) { Tell 'PSAvoidGlobalVars' $node $name }
                }
            }
            'ForEachStatementAst' { if ($automatic -contains (Get-Name $node.Variable)) { Tell 'PSAvoidAssignmentToAutomaticVariable' $node (Get-Name $node.Variable) } }
            'CatchClauseAst' { if ($node.Body.Statements.Count -eq 0) { Tell 'PSAvoidUsingEmptyCatchBlock' $node '' } }
            'BinaryExpressionAst' {
                if ($node.Right.Extent.Text -eq '$null' -and [string]$node.Operator -match '\A[IC](eq|ne)\z') { Tell 'PSPossibleIncorrectComparisonWithNull' $node $node.Extent.Text }
            }
            'CommandAst' {
                $name = [string]$node.GetCommandName()
                if (@('Write-Host', 'Invoke-Expression', 'iex', 'Get-WmiObject', 'Invoke-WmiMethod') -contains $name) { Tell "PSAvoidUsing$name" $node $name }
                if (@('where', 'foreach', 'select', 'sort', '%', '?', 'echo', 'cd', 'ls', 'dir', 'rm', 'cp', 'mv', 'cat', 'type', 'sleep', 'kill', 'ps', 'group', 'measure', 'tee') -contains $name) { Tell 'PSAvoidUsingCmdletAliases' $node $name }
                if ($name -eq 'ConvertTo-SecureString' -and $node.Extent.Text -match '-AsPlainText') { Tell 'PSAvoidUsingConvertToSecureStringWithPlainText' $node $name }
            }
            'InvokeMemberExpressionAst' { if ($node.Member -isnot [Management.Automation.Language.StringConstantExpressionAst]) { Tell 'PSAvoidInvokingEmptyMembers' $node $node.Extent.Text } }
            'IfStatementAst' {
                foreach ($clause in $node.Clauses) {
                    if ($clause.Item1 -is [Management.Automation.Language.AssignmentStatementAst]) { Tell 'PSPossibleIncorrectUsageOfAssignmentOperator' $node $clause.Item1.Extent.Text }
                }
            }
        }
    }
}
exit 0
