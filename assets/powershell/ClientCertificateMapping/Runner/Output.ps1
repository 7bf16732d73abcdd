# Progress for people, or marked JSON lines for programs: warnings of other commands cannot be taken for one.

$script:Marker = 'client-certificate-mapping '

function Write-Event {
    <#
    .SYNOPSIS
    Tells one event: as a marked JSON line, or as the text for people when there is one.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [Collections.IDictionary] $Record, [string] $Text)
    if ($Context.Json) {
        [Console]::Out.WriteLine($script:Marker + (ConvertTo-JsonText $Record))
        [Console]::Out.Flush()
    }
    elseif ($Text) {
        $Host.UI.WriteLine($Text)
    }
}

function Write-ProblemEvent {
    <#
    .SYNOPSIS
    Tells a failure and returns its exit status.
    #>
    param([Parameter(Mandatory = $true)] $Context, [Parameter(Mandatory = $true)] [Collections.IDictionary] $Problem)
    $record = [ordered]@{ event = 'error'; error = [ordered]@{ code = $Problem.code; title = $Problem.title; detail = $Problem.detail; fix = $Problem.fix } }
    Write-Event $Context $record ("ERROR {0}: {1}. {2}`r`n  {3}" -f $Problem.code, $Problem.title, $Problem.detail, $Problem.fix)
    return [int]$Problem.status
}
