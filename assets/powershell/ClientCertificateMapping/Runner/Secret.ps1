# Passwords are SecureStrings from the first character on; no cmdlet gets one as text (module logging would record it).

function ConvertTo-Secret {
    <#
    .SYNOPSIS
    Returns a SecureString of UTF-8 bytes that are given as the ASCII bytes of Base64, and clears both; throws secret-invalid.
    #>
    param([Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Base64)
    $characters = [Text.Encoding]::ASCII.GetChars($Base64)
    $bytes = [byte[]]::new(0)
    $text = [char[]]::new(0)
    try {
        $bytes = [Convert]::FromBase64CharArray($characters, 0, $characters.Length)
        $text = [Text.UTF8Encoding]::new($false, $true).GetChars($bytes)
        $secret = [Security.SecureString]::new()
        foreach ($character in $text) {
            # Windows would cut the password at NUL.
            if ([int]$character -eq 0) {
                throw (New-Problem 'secret-invalid' 'It holds the character NUL.')
            }
            $secret.AppendChar($character)
        }
        $secret.MakeReadOnly()
        return $secret
    }
    catch [FormatException] {
        throw (New-Problem 'secret-invalid' 'It was not handed over as Base64.')
    }
    catch [ArgumentException] {
        throw (New-Problem 'secret-invalid' 'It was not handed over as UTF-8 text.')
    }
    finally {
        [Array]::Clear($Base64, 0, $Base64.Length)
        [Array]::Clear($characters, 0, $characters.Length)
        [Array]::Clear($bytes, 0, $bytes.Length)
        [Array]::Clear($text, 0, $text.Length)
    }
}

function Get-GeneratedSecret {
    <#
    .SYNOPSIS
    Returns a random password of 32 characters with upper case, lower case, digits and signs, as a SecureString.
    #>
    $kinds = @('ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!#%()*+,-./:;=?@_~')
    $all = [string]::Concat($kinds)
    $random = [Security.Cryptography.RandomNumberGenerator]::Create()
    $one = [byte[]]::new(1)
    $secret = [Security.SecureString]::new()
    try {
        for ($i = 0; $i -lt 32; $i++) {
            # The first four make sure of each kind; all others are drawn from everything.
            $from = $all
            if ($i -lt $kinds.Count) {
                $from = $kinds[$i]
            }
            $limit = 256 - (256 % $from.Length)
            do {
                $random.GetBytes($one)
            } while ($one[0] -ge $limit)
            $secret.AppendChar($from[$one[0] % $from.Length])
        }
    }
    finally {
        $random.Dispose()
        [Array]::Clear($one, 0, 1)
    }
    $secret.MakeReadOnly()
    return $secret
}

function Read-SecretLine {
    <#
    .SYNOPSIS
    Returns the next line of a stream as bytes without its end, or nothing at the end of the stream; throws on more than 1 MB.
    #>
    param([Parameter(Mandatory = $true)] [IO.Stream] $Stream)
    $buffer = [byte[]]::new(1048576)
    $length = 0
    try {
        while ($true) {
            $next = $Stream.ReadByte()
            if ($next -lt 0 -and $length -eq 0) {
                return
            }
            if ($next -lt 0 -or $next -eq 10) {
                break
            }
            if ($length -eq $buffer.Length) {
                throw (New-Problem 'input-invalid' 'A line of standard input is longer than 1 MB.')
            }
            $buffer[$length] = [byte]$next
            $length++
        }
        if ($length -gt 0 -and $buffer[$length - 1] -eq 13) {
            $length--
        }
        $line = [byte[]]::new($length)
        [Array]::Copy($buffer, $line, $length)
        return , $line
    }
    finally {
        [Array]::Clear($buffer, 0, $buffer.Length)
    }
}

function Read-SecretInput {
    <#
    .SYNOPSIS
    Reads the lines "account ID BASE64", "file THUMBPRINT BASE64" and "path THUMBPRINT BASE64" up to the line "end", and returns the tables Accounts, Files (SecureStrings) and Paths (texts).
    #>
    param([Parameter(Mandatory = $true)] [IO.Stream] $Stream)
    $found = @{ Accounts = @{}; Files = @{}; Paths = @{} }
    for ($number = 1; $number -le 100000; $number++) {
        $line = Read-SecretLine $Stream
        if ($null -eq $line) {
            throw (New-Problem 'input-invalid' 'Standard input ended before the line "end".')
        }
        if ($line.Length -eq 3 -and $line[0] -eq 101 -and $line[1] -eq 110 -and $line[2] -eq 100) {
            return $found
        }
        $first = [Array]::IndexOf($line, [byte]32)
        $second = -1
        if ($first -gt 0) {
            $second = [Array]::IndexOf($line, [byte]32, $first + 1)
        }
        if ($second -lt 0) {
            throw (New-Problem 'input-invalid' "Line $number of standard input is not understood.")
        }
        # Only the two words before the secret ever become text.
        $kind = [Text.Encoding]::ASCII.GetString($line, 0, $first)
        $name = [Text.Encoding]::ASCII.GetString($line, $first + 1, $second - $first - 1)
        if ($name -cnotmatch '\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z') {
            throw (New-Problem 'input-invalid' "Line $number of standard input names no account and no thumbprint.")
        }
        $payload = [byte[]]::new($line.Length - $second - 1)
        [Array]::Copy($line, $second + 1, $payload, 0, $payload.Length)
        [Array]::Clear($line, 0, $line.Length)
        switch -CaseSensitive ($kind) {
            'account' { $found.Accounts[$name] = ConvertTo-Secret $payload }
            'file' { $found.Files[$name] = ConvertTo-Secret $payload }
            'path' {
                try {
                    $found.Paths[$name] = [Text.UTF8Encoding]::new($false, $true).GetString([Convert]::FromBase64String([Text.Encoding]::ASCII.GetString($payload)))
                }
                catch {
                    throw (New-Problem 'input-invalid' "Line $number of standard input is not understood.")
                }
            }
            default {
                throw (New-Problem 'input-invalid' "Line $number of standard input is not understood.")
            }
        }
    }
    throw (New-Problem 'input-invalid' 'Standard input has more than 100000 lines.')
}

function Set-SecretAttribute {
    <#
    .SYNOPSIS
    Writes a password into a configuration element; IIS encrypts it. The clear text lives for this one call.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The runner asks once, for the whole plan.')]
    param([Parameter(Mandatory = $true)] $Element, [Parameter(Mandatory = $true)] [securestring] $Secret)
    $pointer = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($Secret)
    try {
        $Element.SetAttributeValue('password', [Runtime.InteropServices.Marshal]::PtrToStringBSTR($pointer))
    }
    finally {
        [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($pointer)
    }
}

function Request-AccountSecret {
    <#
    .SYNOPSIS
    Returns the password of an account: handed over, generated in this run, or asked for once.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $Account, [Parameter(Mandatory = $true)] [string] $UserName)
    if (-not $Context.Secrets.Accounts.ContainsKey($Account)) {
        if (-not $Context.Interactive) {
            throw (New-Problem 'secret-missing' "The password of $UserName (account $Account) is needed.")
        }
        $Context.Secrets.Accounts[$Account] = Read-HostSecret "Password of $UserName"
    }
    $secret = $Context.Secrets.Accounts[$Account]
    if ($secret.Length -eq 0 -or $secret.Length -gt 127) {
        throw (New-Problem 'secret-invalid' "The password of $UserName is empty or longer than 127 characters.")
    }
    return $secret
}
