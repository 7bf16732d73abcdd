# What the entry scripts have in common, before the module may be loaded: the right PowerShell, administrator rights, and a
# checked copy of the bundle in a folder that nobody else can write to.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

foreach ($script:part in @(@('Runner', 'Problem.ps1'), @('Runner', 'Json.ps1'), @('Runner', 'Output.ps1'), @('Windows', 'Host.ps1'))) {
    . ([IO.Path]::Combine($PSScriptRoot, $script:part[0], $script:part[1]))
}
$script:StartFolder = $PSScriptRoot

function Copy-Bundle {
    <#
    .SYNOPSIS
    Copies the files that MANIFEST.json names into the protected folder, checks them there and returns that folder; throws bundle-invalid.
    #>
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Root)
    $bytes = Read-BundleFile $Source 'MANIFEST.json' 1048576
    $files = Read-Manifest $bytes
    Open-ProtectedFolder $Root
    $bundles = [IO.Path]::Combine($Root, 'bundles')
    Open-ProtectedFolder $bundles
    $target = [IO.Path]::Combine($bundles, (Get-Sha256 $bytes).Substring(0, 32))
    Open-ProtectedFolder $target
    Write-BundleFile $target 'MANIFEST.json' $bytes
    foreach ($path in $files.Keys) {
        $content = Read-BundleFile $Source $path $files[$path]['bytes']
        if ($content.Length -ne $files[$path]['bytes'] -or (Get-Sha256 $content) -cne $files[$path]['sha256']) {
            throw (New-Problem 'bundle-invalid' "$path is not as MANIFEST.json says.")
        }
        Write-BundleFile $target $path $content
    }
    Assert-BundleCopy $target $files
    return $target
}

function Read-Manifest {
    <#
    .SYNOPSIS
    Returns the files of MANIFEST.json by path; throws bundle-invalid for anything but plain relative paths.
    #>
    param([Parameter(Mandatory = $true)] [byte[]] $Byte)
    try {
        $manifest = ConvertFrom-JsonByte $Byte
    }
    catch {
        throw (New-Problem 'bundle-invalid' 'MANIFEST.json is not readable JSON, or cut off.')
    }
    if ($manifest -isnot [Collections.Specialized.OrderedDictionary] -or $manifest['files'] -isnot [Collections.Generic.List[object]]) {
        throw (New-Problem 'bundle-invalid' 'MANIFEST.json names no files.')
    }
    $files = [Collections.Specialized.OrderedDictionary]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($entry in $manifest['files']) {
        if ($entry -isnot [Collections.Specialized.OrderedDictionary] -or $entry['path'] -isnot [string] -or $entry['sha256'] -isnot [string] -or $entry['bytes'] -isnot [long]) {
            throw (New-Problem 'bundle-invalid' 'MANIFEST.json has an entry that is no file.')
        }
        $path = $entry['path']
        # No drive, no stream, no "..", no name that Windows reads differently (trailing dot or blank, device names).
        if ($path.Length -gt 200 -or $path -cnotmatch '\A([A-Za-z0-9_-][A-Za-z0-9._-]*(?<!\.)/){0,6}[A-Za-z0-9_-][A-Za-z0-9._-]*(?<!\.)\z' -or
            $path -match '(\A|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.[^/]*)?(/|\z)') {
            throw (New-Problem 'bundle-invalid' 'MANIFEST.json has a path that is not allowed.')
        }
        if ($entry['sha256'] -cnotmatch '\A[0-9a-f]{64}\z' -or $entry['bytes'] -lt 0 -or $entry['bytes'] -gt 268435456 -or $files.Contains($path) -or $path -eq 'MANIFEST.json') {
            throw (New-Problem 'bundle-invalid' "MANIFEST.json is wrong about $path.")
        }
        $files.Add($path, $entry)
    }
    foreach ($needed in @('plan.json', 'ClientCertificateMapping/ClientCertificateMapping.psd1', 'ClientCertificateMapping/ClientCertificateMapping.psm1')) {
        if (-not $files.Contains($needed)) {
            throw (New-Problem 'bundle-invalid' "MANIFEST.json does not name $needed.")
        }
    }
    return $files
}

function Read-BundleFile {
    <#
    .SYNOPSIS
    Returns the bytes of a file of the bundle, at most one more than expected; throws bundle-invalid for a missing file or a link on the way to it.
    #>
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [long] $Limit)
    $full = $Source
    foreach ($part in $Path.Split('/')) {
        $full = [IO.Path]::Combine($full, $part)
        if (-not [IO.File]::Exists($full) -and -not [IO.Directory]::Exists($full)) {
            throw (New-Problem 'bundle-invalid' "$Path is missing.")
        }
        if (([IO.File]::GetAttributes($full) -band [IO.FileAttributes]::ReparsePoint) -ne 0) {
            throw (New-Problem 'bundle-invalid' "$Path is a link, or lies behind one.")
        }
    }
    $stream = [IO.FileStream]::new($full, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::Read)
    try {
        if ($stream.Length -gt $Limit) {
            throw (New-Problem 'bundle-invalid' "$Path is larger than it may be.")
        }
        $bytes = [byte[]]::new($stream.Length)
        $position = 0
        while ($position -lt $bytes.Length) {
            $count = $stream.Read($bytes, $position, $bytes.Length - $position)
            if ($count -le 0) {
                throw (New-Problem 'bundle-invalid' "$Path changed while it was read.")
            }
            $position += $count
        }
        return , $bytes
    }
    finally {
        $stream.Dispose()
    }
}

function Write-BundleFile {
    <#
    .SYNOPSIS
    Writes a file of the copy.
    #>
    param([Parameter(Mandatory = $true)] [string] $Target, [Parameter(Mandatory = $true)] [string] $Path, [Parameter(Mandatory = $true)] [AllowEmptyCollection()] [byte[]] $Byte)
    $full = [IO.Path]::Combine($Target, $Path.Replace('/', [string][IO.Path]::DirectorySeparatorChar))
    [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($full))
    [IO.File]::WriteAllBytes($full, $Byte)
}

function Assert-BundleCopy {
    <#
    .SYNOPSIS
    Throws unless the protected copy holds exactly the files of the manifest, with their hashes, and no link.
    #>
    param([Parameter(Mandatory = $true)] [string] $Target, [Parameter(Mandatory = $true)] $File)
    $count = 0
    foreach ($full in [IO.Directory]::GetFiles($Target, '*', [IO.SearchOption]::AllDirectories)) {
        Assert-ProtectedPath $full
        $path = $full.Substring($Target.Length + 1).Replace([IO.Path]::DirectorySeparatorChar, [char]'/')
        if ($path -eq 'MANIFEST.json') {
            continue
        }
        if (-not $File.Contains($path) -or (Get-Sha256 ([IO.File]::ReadAllBytes($full))) -cne $File[$path]['sha256']) {
            throw (New-Problem 'bundle-invalid' "$full does not belong to the bundle.")
        }
        $count++
    }
    if ($count -ne $File.Count) {
        throw (New-Problem 'bundle-invalid' "$Target is not complete.")
    }
}

function Open-BundleCopy {
    <#
    .SYNOPSIS
    Returns a folder that is a protected copy of a bundle, as it was copied; throws folder-not-protected or bundle-invalid otherwise.
    #>
    param([Parameter(Mandatory = $true)] [string] $Source, [Parameter(Mandatory = $true)] [string] $Root)
    $bundles = [IO.Path]::GetFullPath([IO.Path]::Combine($Root, 'bundles'))
    $target = [IO.Path]::GetFullPath($Source)
    if (-not [string]::Equals([IO.Path]::GetDirectoryName($target), $bundles, [StringComparison]::OrdinalIgnoreCase)) {
        throw (New-Problem 'folder-not-protected' "$target is no folder of $bundles.")
    }
    foreach ($folder in @($Root, $bundles, $target)) {
        Assert-ProtectedPath $folder
    }
    $bytes = Read-BundleFile $target 'MANIFEST.json' 1048576
    if ([IO.Path]::GetFileName($target) -cne (Get-Sha256 $bytes).Substring(0, 32)) {
        throw (New-Problem 'bundle-invalid' "$target is not named after its MANIFEST.json.")
    }
    Assert-BundleCopy $target (Read-Manifest $bytes)
    return $target
}

function Assert-OwnScript {
    <#
    .SYNOPSIS
    Throws unless every script of a checked copy is, byte for byte, the one of this folder: what runs later from the copy is then trusted too.
    #>
    param([Parameter(Mandatory = $true)] [string] $Copy, [Parameter(Mandatory = $true)] [string] $Own)
    foreach ($full in [IO.Directory]::GetFiles($Copy, '*', [IO.SearchOption]::AllDirectories)) {
        if (@('.ps1', '.psm1', '.psd1', '.cs') -notcontains [IO.Path]::GetExtension($full)) {
            continue
        }
        $path = $full.Substring($Copy.Length + 1)
        $mine = [IO.Path]::Combine($Own, $path)
        if (-not [IO.File]::Exists($mine) -or (Get-Sha256 ([IO.File]::ReadAllBytes($full))) -cne (Get-Sha256 ([IO.File]::ReadAllBytes($mine)))) {
            throw (New-Problem 'bundle-invalid' "$path is not the one of this program. Export the bundle again with it.")
        }
    }
}

function Invoke-BundleScript {
    <#
    .SYNOPSIS
    Checks where the script runs, copies the bundle and runs the work with the protected copy; returns the exit status. With -Protected the source must be such a copy already; with -Installed the bundle's scripts must be those of this folder, whose module is run.
    #>
    param([Parameter(Mandatory = $true)] [string] $Source, [switch] $Protected, [switch] $Installed, [switch] $Json, [Parameter(Mandatory = $true)] [scriptblock] $Work)
    try {
        if (-not (Test-Administrator)) {
            throw (New-Problem 'not-elevated' 'This Windows PowerShell runs without administrator rights.')
        }
        Limit-ModulePath
        $root = Get-ProtectedRoot
        $own = [IO.Path]::GetDirectoryName($script:StartFolder)
        if ($Protected) {
            $bundle = Open-BundleCopy $Source $root
        }
        elseif ($Installed -and $Source -eq $own) {
            # Rolling back needs no bundle: the plan lies with the journal.
            $bundle = $own
        }
        else {
            $bundle = Copy-Bundle $Source $root
            if ($Installed) {
                Assert-OwnScript $bundle $own
            }
        }
        # Without -Installed: out of reach of the folder that the bundle came in, where others may write.
        Import-Module ([IO.Path]::Combine($bundle, 'ClientCertificateMapping', 'ClientCertificateMapping.psd1')) -Force
        # Only the last object is the status: a command that prints must not become part of it.
        return [int](@(& $Work $bundle $root | Where-Object { $_ -is [int] })[-1])
    }
    catch {
        $status = Write-ProblemEvent @{ Json = [bool]$Json } (ConvertTo-Problem $_)
        if ($status -eq 3) {
            # Nothing was started yet.
            return 2
        }
        return $status
    }
}
