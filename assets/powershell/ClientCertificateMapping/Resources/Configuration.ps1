# Microsoft.Web.Administration: one manager holds everything that is staged, until one commit.

function Get-IisManager {
    <#
    .SYNOPSIS
    Returns the manager of the current group of changes.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    if ($null -eq $Context.Manager) {
        $Context.Manager = [Microsoft.Web.Administration.ServerManager]::new()
        $Context.EntryIndex = @{}
    }
    return $Context.Manager
}

function Clear-IisManager {
    <#
    .SYNOPSIS
    Forgets what is staged; the next manager reads the files again.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    if ($null -ne $Context.Manager) {
        $Context.Manager.Dispose()
        $Context.Manager = $null
    }
    $Context.EntryIndex = @{}
}

function Submit-IisManager {
    <#
    .SYNOPSIS
    Commits what is staged, once.
    #>
    param([Parameter(Mandatory = $true)] $Context)
    try {
        (Get-IisManager $Context).CommitChanges()
    }
    catch {
        # Somebody edited the file since it was read, it is locked, or it is full of errors: IIS writes all of it or nothing.
        throw (New-Problem 'commit-failed' (ConvertTo-Problem $_).detail)
    }
    finally {
        Clear-IisManager $Context
    }
}

function Get-IisSite {
    <#
    .SYNOPSIS
    Returns a site of this server; throws site-missing.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $Name)
    foreach ($site in (Get-IisManager $Context).Sites) {
        if ([string]::Equals($site.Name, $Name, [StringComparison]::OrdinalIgnoreCase)) {
            return $site
        }
    }
    throw (New-Problem 'site-missing' "This server has no site $Name.")
}

function Get-WrittenSection {
    <#
    .SYNOPSIS
    Returns a section where the plan writes it: the site's location in applicationHost.config, or the site's web.config.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $Section, [Parameter(Mandatory = $true)] [string] $Site, [string] $Path = '/')
    $manager = Get-IisManager $Context
    $below = $Path.Trim('/')
    if ($Context.Plan['target']['configuration'] -ceq 'web.config') {
        $configuration = $manager.GetWebConfiguration($Site)
        if ($below.Length -eq 0) {
            return $configuration.GetSection($Section)
        }
        return $configuration.GetSection($Section, $below)
    }
    $location = $Site
    if ($below.Length -gt 0) {
        $location = $Site + '/' + $below
    }
    return $manager.GetApplicationHostConfiguration().GetSection($Section, $location)
}

function Get-EffectiveSection {
    <#
    .SYNOPSIS
    Returns a section as it holds for a path of the site, all files taken together.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [string] $Section, [Parameter(Mandatory = $true)] [string] $Site, [string] $Path = '/')
    $manager = Get-IisManager $Context
    $below = $Path.Trim('/')
    try {
        if ($below.Length -eq 0) {
            return $manager.GetWebConfiguration($Site).GetSection($Section)
        }
        return $manager.GetWebConfiguration($Site, '/' + $below).GetSection($Section)
    }
    catch {
        throw (New-Problem 'configuration-unreadable' (ConvertTo-Problem $_).detail)
    }
}

function ConvertFrom-SslFlag {
    <#
    .SYNOPSIS
    Returns the names of security/access/@sslFlags for its number, in the order in which they are written.
    #>
    param([Parameter(Mandatory = $true)] [long] $Number)
    foreach ($flag in @(@('Ssl', 8), @('SslNegotiateCert', 32), @('SslRequireCert', 64), @('Ssl128', 256))) {
        if (($Number -band $flag[1]) -ne 0) {
            $flag[0]
        }
    }
}

function ConvertFrom-LogonMethod {
    <#
    .SYNOPSIS
    Returns the name of a logonMethod for its number.
    #>
    param([Parameter(Mandatory = $true)] [long] $Number)
    return @('Interactive', 'Batch', 'Network', 'ClearText')[$Number]
}

function Undo-SectionAttribute {
    <#
    .SYNOPSIS
    Stages the captured attributes of a section; a section that was not written there before is taken out again.
    #>
    param([Parameter(Mandatory = $true)] $Step, [Parameter(Mandatory = $true)] $Section, [Parameter(Mandatory = $true)] [Collections.IDictionary] $Value)
    if ($Step.Captured['capture']['written']) {
        foreach ($name in $Value.Keys) {
            $Section.SetAttributeValue($name, $Value[$name])
        }
    }
    else {
        $Section.RevertToParent()
    }
}
