# JSON by .NET's reader: ConvertFrom-Json of 5.1 stops at 2 MB, and module logging records what it is given.

function ConvertFrom-JsonByte {
    <#
    .SYNOPSIS
    Returns a JSON document as ordered dictionaries (keys compared exactly), lists, texts, Int64, Boolean and null; throws on anything else, on a key that stands twice and on more than 24 levels.
    #>
    param([Parameter(Mandatory = $true)] [byte[]] $Byte)
    [void][Reflection.Assembly]::Load('System.Runtime.Serialization, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089')
    $encoding = [Text.UTF8Encoding]::new($false, $true)
    [void]$encoding.GetCharCount($Byte)
    $quotas = [Xml.XmlDictionaryReaderQuotas]::new()
    $quotas.MaxDepth = 24
    $quotas.MaxStringContentLength = 2097152
    $quotas.MaxNameTableCharCount = 65536
    $start = 0
    if ($Byte.Length -ge 3 -and $Byte[0] -eq 0xEF -and $Byte[1] -eq 0xBB -and $Byte[2] -eq 0xBF) {
        $start = 3
    }
    $reader = [Runtime.Serialization.Json.JsonReaderWriterFactory]::CreateJsonReader($Byte, $start, $Byte.Length - $start, $encoding, $quotas, $null)
    $stack = [Collections.Generic.Stack[object]]::new()
    $result = $null
    try {
        while ($reader.Read()) {
            switch ($reader.NodeType) {
                'Element' {
                    $name = $reader.LocalName
                    if ($reader.NamespaceURI -eq 'item') {
                        $name = $reader.GetAttribute('item')
                    }
                    $type = $reader.GetAttribute('type')
                    switch ($type) {
                        'object' { $value = [Collections.Specialized.OrderedDictionary]::new([StringComparer]::Ordinal) }
                        'array' { $value = [Collections.Generic.List[object]]::new() }
                        default { $value = [Text.StringBuilder]::new() }
                    }
                    $stack.Push(@($name, $type, $value))
                }
                'EndElement' {
                    $frame = $stack.Pop()
                    $value = $frame[2]
                    switch ($frame[1]) {
                        'string' { $value = $value.ToString() }
                        'number' {
                            $number = 0L
                            if (-not [long]::TryParse($value.ToString(), [Globalization.NumberStyles]::AllowLeadingSign, [Globalization.CultureInfo]::InvariantCulture, [ref]$number)) {
                                throw [FormatException]::new('A number is not whole.')
                            }
                            $value = $number
                        }
                        'boolean' { $value = ($value.ToString() -ceq 'true') }
                        'null' { $value = $null }
                    }
                    if ($stack.Count -eq 0) {
                        $result = $value
                    }
                    else {
                        $parent = $stack.Peek()
                        if ($parent[1] -ceq 'array') {
                            $parent[2].Add($value)
                        }
                        else {
                            # Add throws for a key that is there already.
                            $parent[2].Add($frame[0], $value)
                        }
                    }
                }
                default {
                    if ($stack.Count -gt 0 -and $stack.Peek()[2] -is [Text.StringBuilder]) {
                        [void]$stack.Peek()[2].Append($reader.Value)
                    }
                }
            }
        }
    }
    finally {
        $reader.Close()
    }
    return , $result
}

function ConvertTo-JsonText {
    <#
    .SYNOPSIS
    Returns a value as one line of JSON in ASCII: dictionaries in their order, lists, texts, numbers, Boolean and null.
    #>
    param([AllowNull()] $Value)
    if ($null -eq $Value) {
        return 'null'
    }
    if ($Value -is [string]) {
        if ($Value -cmatch '\A[ !#-\[\]-~]*\z') {
            return '"' + $Value + '"'
        }
        $text = [Text.StringBuilder]::new()
        foreach ($character in $Value.ToCharArray()) {
            $code = [int]$character
            if ($code -eq 34 -or $code -eq 92) {
                [void]$text.Append('\').Append($character)
            }
            elseif ($code -lt 32 -or $code -gt 126) {
                [void]$text.Append('\u').Append($code.ToString('x4'))
            }
            else {
                [void]$text.Append($character)
            }
        }
        return '"' + $text.ToString() + '"'
    }
    if ($Value -is [bool]) {
        if ($Value) { return 'true' } else { return 'false' }
    }
    if ($Value -is [Collections.IDictionary]) {
        $parts = foreach ($key in $Value.Keys) {
            (ConvertTo-JsonText ([string]$key)) + ':' + (ConvertTo-JsonText $Value[$key])
        }
        return '{' + [string]::Join(',', @($parts)) + '}'
    }
    if ($Value -is [Collections.IEnumerable]) {
        $parts = foreach ($item in $Value) {
            ConvertTo-JsonText $item
        }
        return '[' + [string]::Join(',', @($parts)) + ']'
    }
    if ($Value -is [int] -or $Value -is [long]) {
        return $Value.ToString([Globalization.CultureInfo]::InvariantCulture)
    }
    throw [ArgumentException]::new('No JSON for ' + $Value.GetType().FullName)
}

function Get-Sha256 {
    <#
    .SYNOPSIS
    Returns the SHA-256 of bytes as 64 lower-case hex digits.
    #>
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Byte)
    $algorithm = [Security.Cryptography.SHA256]::Create()
    try {
        return [BitConverter]::ToString($algorithm.ComputeHash($Byte)).Replace('-', '').ToLowerInvariant()
    }
    finally {
        $algorithm.Dispose()
    }
}
