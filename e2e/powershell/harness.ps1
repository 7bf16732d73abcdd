# Starts a script of the product on the simulated server: same script, same module, other boundary.
# Dot-sourced by -File, so that the aliases are global: they come before the functions of the same name.
. ([IO.Path]::Combine($PSScriptRoot, 'simulated-server.ps1'))
$script:target = $args[0]
$script:parameters = @{}
for ($script:i = 1; $script:i -lt $args.Count; $script:i++) {
    $script:name = [string]$args[$script:i]
    if ($script:i + 1 -lt $args.Count -and -not ([string]$args[$script:i + 1]).StartsWith('+', [StringComparison]::Ordinal)) {
        $script:parameters[$script:name.Substring(1)] = $args[++$script:i]
    }
    else {
        $script:parameters[$script:name.Substring(1)] = $true
    }
}
& $script:target @script:parameters
exit $LASTEXITCODE
