# One JSON object per line: {"entry":{...},"hash":"..."}. A hash covers the entry and the hash before it, so that an edit shows;
# an incomplete last line is what a killed process leaves. No entry holds a secret.

function Open-Journal {
    <#
    .SYNOPSIS
    Returns a journal: its path, its entries so far and its last hash. Throws journal-invalid when a whole line was changed.
    #>
    param([Parameter(Mandatory = $true)] [string] $Path)
    $journal = @{ Path = $Path; Hash = ''; Entries = [Collections.Generic.List[object]]::new(); Length = 0L }
    if (-not [IO.File]::Exists($Path)) {
        return $journal
    }
    if ([IO.FileInfo]::new($Path).Length -gt 268435456) {
        throw (New-Problem 'journal-invalid' "$Path is larger than 256 MB.")
    }
    # Entries are ASCII, so characters are bytes.
    $text = [Text.Encoding]::GetEncoding(28591).GetString([IO.File]::ReadAllBytes($Path))
    $position = 0
    $number = 0
    while ($position -lt $text.Length) {
        $end = $text.IndexOf("`n", $position, [StringComparison]::Ordinal)
        if ($end -lt 0) {
            break
        }
        $number++
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
        $position = $end + 1
    }
    $journal.Length = [long]$position
    return $journal
}

function Write-Journal {
    <#
    .SYNOPSIS
    Adds one entry and returns when it is on the disk; what a killed process left of a line before is cut off.
    #>
    param([Parameter(Mandatory = $true)] [hashtable] $Journal, [Parameter(Mandatory = $true)] [Collections.IDictionary] $Entry)
    $entryText = ConvertTo-JsonText $Entry
    $hash = Get-Sha256 ([Text.Encoding]::ASCII.GetBytes($Journal.Hash + $entryText))
    $bytes = [Text.Encoding]::ASCII.GetBytes('{"entry":' + $entryText + ',"hash":"' + $hash + "`"}`n")
    $stream = [IO.FileStream]::new($Journal.Path, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::Write, [IO.FileShare]::Read)
    try {
        $stream.SetLength($Journal.Length)
        [void]$stream.Seek(0, [IO.SeekOrigin]::End)
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Flush($true)
    }
    finally {
        $stream.Dispose()
    }
    $Journal.Length += $bytes.Length
    $Journal.Hash = $hash
    $Journal.Entries.Add($Entry)
}

function Find-JournalEntry {
    <#
    .SYNOPSIS
    Returns the first entry of one kind for one change, or nothing.
    #>
    param([Parameter(Mandatory = $true)] [hashtable] $Journal, [Parameter(Mandatory = $true)] [string] $Kind, [Parameter(Mandatory = $true)] [string] $Change)
    foreach ($entry in $Journal.Entries) {
        if ($entry['kind'] -ceq $Kind -and $entry.Contains('change') -and $entry['change'] -ceq $Change) {
            return $entry
        }
    }
}
