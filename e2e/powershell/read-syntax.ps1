# Prints, for each script that is named in a file, what the real parser finds: errors, commands with parameters, types,
# static members and syntax. One fact a line, fields separated by tabs. Needs nothing but the engine itself.
param([Parameter(Mandatory = $true)] [string] $List)

function Tell([string] $Kind, $Node, [string[]] $Field) {
    $place = 0
    if ($null -ne $Node) { $place = $Node.Extent.StartLineNumber }
    [Console]::Out.WriteLine([string]::Join("`t", @($Kind, $script:path, $place) + @($Field | ForEach-Object { ([string]$_) -creplace '[\t\r\n]', ' ' })))
}

function Tell-Member($Node, [string] $How, [int] $Count) {
    if ($Node.Member -isnot [Management.Automation.Language.StringConstantExpressionAst]) { return }
    if ($Node.Static) {
        if ($Node.Expression -is [Management.Automation.Language.TypeExpressionAst]) { Tell 'static' $Node @($Node.Expression.TypeName.FullName, $Node.Member.Value, $How, [string]$Count) }
        return
    }
    $type = Find-Type $Node.Expression
    if ($type) { Tell 'instance' $Node @($type, $Node.Member.Value, $How, [string]$Count) }
}

# The type of an expression, where the text alone tells it: a conversion, a constructor, or a variable that is only ever given one type.
function Find-Type($Node) {
    if ($Node -is [Management.Automation.Language.ParenExpressionAst]) { $Node = $Node.Pipeline }
    if ($Node -is [Management.Automation.Language.PipelineAst] -and $Node.PipelineElements.Count -eq 1) { $Node = $Node.PipelineElements[0] }
    if ($Node -is [Management.Automation.Language.CommandExpressionAst]) { $Node = $Node.Expression }
    switch ($Node.GetType().Name) {
        'ConvertExpressionAst' { return $Node.Type.TypeName.FullName }
        'StringConstantExpressionAst' { return 'string' }
        'ExpandableStringExpressionAst' { return 'string' }
        'InvokeMemberExpressionAst' { if ($Node.Static -and [string]$Node.Member -eq 'new' -and $Node.Expression -is [Management.Automation.Language.TypeExpressionAst]) { return $Node.Expression.TypeName.FullName } }
        'VariableExpressionAst' {
            $place = $Node
            while ($place -isnot [Management.Automation.Language.FunctionDefinitionAst] -and $null -ne $place.Parent) { $place = $place.Parent }
            if (-not $script:typesOf.ContainsKey($place)) { $script:typesOf[$place] = Find-VariableType $place }
            return $script:typesOf[$place][$Node.VariablePath.UserPath]
        }
    }
}

function Find-VariableType($Place) {
    $types = @{}
    $many = @{}
    $found = @(foreach ($each in $Place.FindAll({ $true }, $true)) {
            switch ($each.GetType().Name) {
                'ParameterAst' { , @($each.Name.VariablePath.UserPath, $(foreach ($one in $each.Attributes) { if ($one -is [Management.Automation.Language.TypeConstraintAst]) { $one.TypeName.FullName } })) }
                'ForEachStatementAst' { , @($each.Variable.VariablePath.UserPath, $null) }
                'AssignmentStatementAst' {
                    $left = $each.Left
                    if ($left -is [Management.Automation.Language.ConvertExpressionAst]) { , @([string]$left.Child.VariablePath.UserPath, $left.Type.TypeName.FullName) }
                    elseif ($left -is [Management.Automation.Language.VariableExpressionAst]) {
                        $right = $null
                        # A variable as the source could be this one.
                        if ([string]$each.Operator -eq 'Equals' -and -not ([string]$each.Right).StartsWith('$', [StringComparison]::Ordinal)) { $right = Find-Type $each.Right }
                        , @($left.VariablePath.UserPath, $right)
                    }
                }
            }
        })
    foreach ($pair in $found) {
        if ($many.ContainsKey($pair[0])) { if ($types[$pair[0]] -ne $pair[1]) { $types[$pair[0]] = $null } }
        else { $types[$pair[0]] = $pair[1] }
        $many[$pair[0]] = $true
    }
    return $types
}

foreach ($script:path in [IO.File]::ReadAllLines($List)) {
    $script:typesOf = @{}
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
                $count = 0
                if ($null -ne $node.Arguments) { $count = $node.Arguments.Count }
                Tell-Member $node 'call' $count
            }
            'MemberExpressionAst' { Tell-Member $node 'read' 0 }
            'VariableExpressionAst' { if ($node.VariablePath.UserPath -match '\A(IsWindows|IsLinux|IsMacOS|IsCoreCLR|PSStyle)\z') { Tell 'syntax' $node @('$' + $node.VariablePath.UserPath) } }
            'UsingStatementAst' { if ([string]$node.UsingStatementKind -ne 'Module') { Tell 'syntax' $node @('using') } }
        }
    }
}
exit 0
