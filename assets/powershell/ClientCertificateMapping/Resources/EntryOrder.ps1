# The order of many-to-one entries is their priority. The answered ones stand in the plan's order, as in the merged file: what
# is there already stays where it is as far as that allows, a new entry goes before the next answered one that stays.

function ConvertTo-OrderKey {
    <#
    .SYNOPSIS
    Returns a name as IIS compares it: the schema does not declare it caseSensitive.
    #>
    param([Parameter(Mandatory = $true)] [string] $Name)
    return $Name.ToUpperInvariant()
}

function Get-EntryOrder {
    <#
    .SYNOPSIS
    Returns what the plan means for the order of the entries, worked out before anything is staged: Keys as they stand, Moved as those that have to leave their place, Next as the staying entry that each answered one comes before.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $Site)
    $index = Get-EntryIndex $Context $Site 'manyToOneMappings' 'name'
    if ($Context.EntryIndex.ContainsKey('order')) {
        return $Context.EntryIndex['order']
    }
    $keys = [string[]]::new($index.Count)
    $own = [Collections.Generic.Dictionary[string, int]]::new([StringComparer]::Ordinal)
    foreach ($name in $index.Keys) {
        $key = ConvertTo-OrderKey $name
        $keys[$index[$name].Position] = $key
        # An inherited entry comes before all of the site's own and cannot be moved.
        if ($index[$name].Element.IsLocallyStored) {
            $own[$key] = $index[$name].Position
        }
    }
    $answered = @(foreach ($change in $Context.Plan['changes']) {
            if ($change['resource'] -ceq 'many-to-one-mapping' -and $change['after']['present']) {
                ConvertTo-OrderKey $change['after']['name']
            }
        })
    $there = @($answered | Where-Object { $own.ContainsKey($_) })
    $staying = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
    foreach ($place in @(Get-LongestRun @($there | ForEach-Object { $own[$_] }))) {
        [void]$staying.Add($there[$place])
    }
    $moved = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
    foreach ($key in $there) {
        if (-not $staying.Contains($key)) {
            [void]$moved.Add($key)
        }
    }
    $next = [Collections.Generic.Dictionary[string, string]]::new([StringComparer]::Ordinal)
    $following = [string]::Empty
    for ($i = $answered.Count - 1; $i -ge 0; $i--) {
        $next[$answered[$i]] = $following
        if ($staying.Contains($answered[$i])) {
            $following = $answered[$i]
        }
    }
    $Context.EntryIndex['order'] = @{ Keys = [Collections.Generic.List[string]]::new($keys); Moved = $moved; Next = $next }
    return $Context.EntryIndex['order']
}

function Get-LongestRun {
    <#
    .SYNOPSIS
    Returns the indices, last one first, of a longest rising run of numbers: what can stay where it is when all must come into this order.
    #>
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [int[]] $Number)
    $length = [int[]]::new($Number.Length)
    $previous = [int[]]::new($Number.Length)
    $last = -1
    for ($i = 0; $i -lt $Number.Length; $i++) {
        $length[$i] = 1
        $previous[$i] = -1
        if ($last -eq $i - 1 -and $i -gt 0 -and $Number[$i] -gt $Number[$last]) {
            # Risen so far without a break.
            $length[$i] = $length[$last] + 1
            $previous[$i] = $last
        }
        else {
            for ($j = 0; $j -lt $i; $j++) {
                if ($Number[$j] -lt $Number[$i] -and $length[$j] -ge $length[$i]) {
                    $length[$i] = $length[$j] + 1
                    $previous[$i] = $j
                }
            }
        }
        if ($last -lt 0 -or $length[$i] -gt $length[$last]) {
            $last = $i
        }
    }
    while ($last -ge 0) {
        $last
        $last = $previous[$last]
    }
}

function Add-OrderKey {
    <#
    .SYNOPSIS
    Returns the position of an entry that is put where the plan's order has it, and keeps it in the order.
    #>
    param([Parameter(Mandatory = $true)] $Order, [Parameter(Mandatory = $true)] [string] $Key)
    $position = $Order.Keys.Count
    if ($Order.Next[$Key].Length -gt 0) {
        $position = $Order.Keys.IndexOf($Order.Next[$Key])
    }
    $Order.Keys.Insert($position, $Key)
    return $position
}

function Copy-Entry {
    <#
    .SYNOPSIS
    Returns an element like an entry, to be added elsewhere. Microsoft.Web.Administration decrypts the one password and encrypts the other; nothing is stored in between.
    #>
    param([Parameter(Mandatory = $true)] $List, [Parameter(Mandatory = $true)] $Element, [Parameter(Mandatory = $true)] [string] $Collection)
    $copy = $List.CreateElement('add')
    $names = @('certificate', 'userName', 'password', 'enabled')
    if ($Collection -ceq 'manyToOneMappings') {
        $names = @('name', 'description', 'enabled', 'permissionMode', 'userName', 'password')
    }
    foreach ($name in $names) {
        $value = $Element.GetAttributeValue($name)
        if ($name -ceq 'permissionMode') {
            $value = @('', 'Allow', 'Deny')[[int]$value]
        }
        if (-not ($value -is [string] -and $value.Length -eq 0)) {
            $copy.SetAttributeValue($name, $value)
        }
    }
    if ($Collection -ceq 'manyToOneMappings') {
        Write-EntryRule $copy @(Get-EntryRule $Element)
    }
    return $copy
}

function Restore-EntryOrder {
    <#
    .SYNOPSIS
    Stages the captured positions of the entries of a group that was undone; what this run did not touch keeps its order.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] $Group)
    foreach ($kind in @(@('one-to-one-mapping', 'oneToOneMappings', 'certificate'), @('many-to-one-mapping', 'manyToOneMappings', 'name'))) {
        $captured = [Collections.Generic.SortedDictionary[int, string]]::new()
        foreach ($one in $Group) {
            if ($one.Resource -ceq $kind[0] -and $null -ne $one.Captured -and $one.Captured['state']['present'] -and $one.State -cne 'left') {
                $captured[[int]$one.Captured['capture']['position']] = ConvertTo-EntryKey $kind[2] $one.After[$kind[2]]
            }
        }
        if ($captured.Count -eq 0) {
            continue
        }
        $section = Get-WrittenSection $Context $script:MappingSectionPath $Context.Plan['target']['site']
        $list = $section.GetCollection($kind[1])
        $index = ConvertTo-EntryIndex $section $kind[1] $kind[2]
        $now = [string[]]::new($index.Count)
        foreach ($key in $index.Keys) {
            $now[$index[$key].Position] = $key
        }
        $known = [Collections.Generic.HashSet[string]]::new($captured.Values, $index.Comparer)
        $wanted = [Collections.Generic.List[string]]::new()
        $placed = [Collections.Generic.Dictionary[string, string]]::new($index.Comparer)
        foreach ($key in $now) {
            if ($known.Contains($key)) {
                $placed[$key] = $key
            }
            else {
                $wanted.Add($key)
            }
        }
        foreach ($position in $captured.Keys) {
            if ($placed.ContainsKey($captured[$position])) {
                $wanted.Insert([Math]::Min($position, $wanted.Count), $placed[$captured[$position]])
            }
        }
        $present = [Collections.Generic.List[string]]::new($now)
        for ($i = 0; $i -lt $wanted.Count; $i++) {
            $element = $index[$wanted[$i]].Element
            if ($present[$i] -ceq $wanted[$i] -or -not $element.IsLocallyStored) {
                continue
            }
            $copy = Copy-Entry $list $element $kind[1]
            $list.Remove($element)
            [void]$list.AddAt($i, $copy)
            [void]$present.Remove($wanted[$i])
            $present.Insert($i, $wanted[$i])
        }
    }
}
