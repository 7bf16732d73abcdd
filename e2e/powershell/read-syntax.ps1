# Prints, for each script that is named in a file, what the real parser finds: errors, commands with parameters, types,
# static members and syntax. One fact a line, fields separated by tabs. Needs nothing but the engine itself.
param([Parameter(Mandatory = $true)] [string] $List)

function Tell([string] $Kind, $Node, [string[]] $Field) {
    $place = 0
    if ($null -ne $Node) { $place = $Node.Extent.StartLineNumber }
    [Console]::Out.WriteLine([string]::Join("`t", @($Kind, $script:path, $place) + @($Field | ForEach-Object { ([string]$_) -creplace '[\t\r\n]', ' ' })))
}

foreach ($script:path in [IO.File]::ReadAllLines($List)) {
    $tokens = $null
    $problems = $null
    $tree = [Management.Automation.Language.Parser]::ParseFile($script:path, [ref]$tokens, [ref]$problems)
    foreach ($problem in $problems) { Tell 'error' $problem @($problem.Message) }
    foreach ($token in $tokens) {
        # Operators and escapes that Windows PowerShell 5.1 does not know.
        if (@('QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr', 'Clean', 'QuestionMark') -contains [string]$token.Kind) { Tell 'syntax' $token @([string]$token.Kind) }
        if ([string]$token.Kind -eq 'Number' -and $token.Text -match '\A0b|(?<!0x[0-9a-f]*)[uys]\z|n\z') { Tell 'syntax' $token @('number ' + $token.Text) }
        if (@('StringExpandable', 'HereStringExpandable') -contains [string]$token.Kind -and $token.Text -match '(?<!`)`[ue]') { Tell 'syntax' $token @('escape') }
    }
    foreach ($node in $tree.FindAll({ $true }, $true)) {
        switch ($node.GetType().Name) {
            'TernaryExpressionAst' { Tell 'syntax' $node @('ternary') }
            'PipelineChainAst' { Tell 'syntax' $node @('pipeline chain') }
            'PipelineAst' { if ($node.PSObject.Properties['Background'] -and $node.Background) { Tell 'syntax' $node @('background') } }
            'FunctionDefinitionAst' { Tell 'function' $node (@($node.Name) + @($(if ($null -ne $node.Body.ParamBlock) { $node.Body.ParamBlock.Parameters } else { $node.Parameters }) | ForEach-Object { if ($null -ne $_) { $_.Name.VariablePath.UserPath } })); if ($null -eq $node.GetHelpContent()) { Tell 'helpless' $node @($node.Name) } }
            'FilterDefinitionAst' { Tell 'function' $node @($node.Name) }
            'CommandAst' {
                $name = $node.GetCommandName()
                if ($null -eq $name) { $name = '' }
                $used = @($node.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] } | ForEach-Object { $_.ParameterName })
                Tell 'command' $node (@($name, [string]$node.InvocationOperator) + $used)
            }
            'TypeExpressionAst' { Tell 'type' $node @($node.TypeName.FullName) }
            'TypeConstraintAst' { Tell 'type' $node @($node.TypeName.FullName) }
            'ConvertExpressionAst' { }
            'InvokeMemberExpressionAst' {
                if ($node.Static -and $node.Expression -is [Management.Automation.Language.TypeExpressionAst] -and $node.Member -is [Management.Automation.Language.StringConstantExpressionAst]) {
                    $count = 0
                    if ($null -ne $node.Arguments) { $count = $node.Arguments.Count }
                    Tell 'static' $node @($node.Expression.TypeName.FullName, $node.Member.Value, 'call', [string]$count)
                }
            }
            'MemberExpressionAst' {
                if ($node.Static -and $node.Expression -is [Management.Automation.Language.TypeExpressionAst] -and $node.Member -is [Management.Automation.Language.StringConstantExpressionAst]) { Tell 'static' $node @($node.Expression.TypeName.FullName, $node.Member.Value, 'read', '0') }
            }
            'VariableExpressionAst' { if ($node.VariablePath.UserPath -match '\A(IsWindows|IsLinux|IsMacOS|IsCoreCLR|PSStyle)\z') { Tell 'syntax' $node @('$' + $node.VariablePath.UserPath) } }
            'UsingStatementAst' { if ([string]$node.UsingStatementKind -ne 'Module') { Tell 'syntax' $node @('using') } }
        }
    }
}
exit 0
