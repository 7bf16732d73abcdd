# One JSON object per line. First the head: how many entries there are, and the hashes of the last and of the one before; it
# always has the same length. Then {"entry":{...},"hash":"..."}: a hash covers the entry and the hash before it. So an edit shows,
# and so do lines that are missing, also at the end. Entries go to the disk before the head: a killed process leaves more of them
# than the head counts, or an incomplete last line. No entry holds a secret.

$script:NoHash = '0' * 64

function Open-Journal {
    <#
    .SYNOPSIS
    Returns a journal: its path, its entries so far and its last hash. Throws journal-invalid unless all of its lines are as they were written.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path)
    if ([IO.FileInfo]::new($Path).Length -gt 268435456) {
        throw (New-Problem 'journal-invalid' "$Path is larger than 256 MB.")
    }
    $journal = New-Journal $Path
    # Entries are ASCII, so characters are bytes.
    $text = [Text.Encoding]::GetEncoding(28591).GetString([IO.File]::ReadAllBytes($Path))
    if ($text -cnotmatch '\A\{"entries":"(?<entries>[0-9]{8})","last":"(?<last>[0-9a-f]{64})","previous":"(?<previous>[0-9a-f]{64})"\}\n') {
        throw (New-Problem 'journal-invalid' "$Path does not begin as a journal does.")
    }
    $head = $Matches
    $counted = [int]$head['entries']
    $position = $head[0].Length
    $atHead = $script:NoHash
    while ($position -lt $text.Length) {
        $end = $text.IndexOf("`n", $position, [StringComparison]::Ordinal)
        if ($end -lt 0) {
            break
        }
        $number = $journal.Entries.Count + 2
        $line = $text.Substring($position, $end - $position)
        if ($line -cnotmatch '\A\{"entry":\{.*\},"hash":"[0-9a-f]{64}"\}\z') {
            throw (New-Problem 'journal-invalid' "Line $number of $Path is no entry.")
        }
        $entryText = $line.Substring(9, $line.Length - 9 - 75)
        $hash = Get-Sha256 ([Text.Encoding]::ASCII.GetBytes($journal.Hash + $entryText))
        if ($hash -cne $line.Substring($line.Length - 66, 64)) {
            throw (New-Problem 'journal-invalid' "Line $number of $Path was changed, or a line before it.")
        }
        $journal.Entries.Add((ConvertFrom-JsonByte ([Text.Encoding]::ASCII.GetBytes($entryText))))
        $journal.Hash = $hash
        if ($journal.Entries.Count -eq $counted) {
            $atHead = $hash
        }
        $position = $end + 1
    }
    $journal.Length = [long]$position
    $complete = ($atHead -ceq $head['last'])
    # All that may be missing is the end of the last line.
    $cut = ($position -lt $text.Length -and $journal.Entries.Count -eq $counted - 1 -and $journal.Hash -ceq $head['previous'])
    if ($counted -eq 0 -or -not ($complete -or $cut)) {
        throw (New-Problem 'journal-invalid' "The last lines of $Path are not those that were written.")
    }
    return $journal
}

function New-Journal {
    <#
    .SYNOPSIS
    Returns a journal without entries; its file is made with the first one.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Makes an object, changes nothing.')]
    param([Parameter(Mandatory = $true)] [string] $Path)
    return @{ Path = $Path; Hash = $script:NoHash; Entries = [Collections.Generic.List[object]]::new(); Length = 0L }
}

function Write-Journal {
    <#
    .SYNOPSIS
    Adds entries and returns when they are on the disk; what a killed process left of a line before is cut off.
    #>
    param([Parameter(Mandatory = $true)] [hashtable] $Journal, [Parameter(Mandatory = $true)] [Collections.IDictionary[]] $Entry)
    $lines = [Text.StringBuilder]::new()
    $last = $Journal.Hash
    $previous = $last
    foreach ($one in $Entry) {
        $entryText = ConvertTo-JsonText $one
        $previous = $last
        $last = Get-Sha256 ([Text.Encoding]::ASCII.GetBytes($previous + $entryText))
        [void]$lines.Append('{"entry":').Append($entryText).Append(',"hash":"').Append($last).Append('"}').Append("`n")
    }
    $count = $Journal.Entries.Count + $Entry.Count
    $head = [Text.Encoding]::ASCII.GetBytes('{"entries":"' + $count.ToString('d8') + '","last":"' + $last + '","previous":"' + $previous + "`"}`n")
    $bytes = [Text.Encoding]::ASCII.GetBytes($lines.ToString())
    $length = $Journal.Length
    if ($length -eq 0) {
        # Under another name first: a journal is never there without its first entry.
        $new = $Journal.Path + '.new'
        Write-FileByte $new 0 ($head + $bytes)
        [IO.File]::Move($new, $Journal.Path)
        $length = [long]$head.Length
    }
    else {
        Write-FileByte $Journal.Path $length $bytes $head
    }
    $Journal.Length = $length + $bytes.Length
    $Journal.Hash = $last
    $Journal.Entries.AddRange($Entry)
}
