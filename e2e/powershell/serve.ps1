# Serves the jobs of the tests in this PowerShell itself, with all its modules: Jobs.cs.
param([string] $Engine)

Add-Type -LiteralPath $Engine
exit [Jobs]::Serve()
