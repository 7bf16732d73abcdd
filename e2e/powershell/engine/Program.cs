// powershell.exe -NoProfile -NonInteractive -File SCRIPT ARGUMENTS, on the System.Management.Automation package:
// the parser, binder, modules and errors are PowerShell's own; the Utility, Management and Security modules are absent.
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

string? script = null;
var rest = new List<string>();
for (int i = 0; i < args.Length; i++)
{
    if (script is not null)
    {
        rest.Add(args[i]);
    }
    else if (Is(args[i], "-File"))
    {
        script = args[++i];
    }
    else if (Is(args[i], "-ExecutionPolicy"))
    {
        i++;
    }
    else if (!Is(args[i], "-NoProfile") && !Is(args[i], "-NonInteractive") && !Is(args[i], "-NoLogo"))
    {
        Console.Error.WriteLine($"Unknown option {args[i]}");
        return 2;
    }
}

if (script is null)
{
    Console.Error.WriteLine("Usage: Engine [-NoProfile] [-NonInteractive] -File SCRIPT [ARGUMENTS]");
    return 2;
}

// A reader that goes away ends the program, as it ends powershell.exe, instead of an unhandled exception.
using var broken = PosixSignalRegistration.Create((PosixSignal)13, context => context.Cancel = true);

var state = InitialSessionState.CreateDefault2();
if (OperatingSystem.IsWindows())
{
    state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
}

var host = new EngineHost();
using var runspace = RunspaceFactory.CreateRunspace(host, state);
runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
runspace.Open();
using var shell = PowerShell.Create();
shell.Runspace = runspace;
shell.AddCommand(Path.GetFullPath(script), useLocalScope: false);
for (int i = 0; i < rest.Count; i++)
{
    string text = rest[i];
    if (text.Length > 1 && text[0] == '-' && char.IsLetter(text[1]))
    {
        bool last = i + 1 == rest.Count || (rest[i + 1].Length > 1 && rest[i + 1][0] == '-' && char.IsLetter(rest[i + 1][1]));
        if (text.EndsWith(':'))
        {
            shell.AddParameter(text[1..^1], rest[++i]);
        }
        else if (last)
        {
            shell.AddParameter(text[1..], true);
        }
        else
        {
            shell.AddParameter(text[1..], rest[++i]);
        }
    }
    else
    {
        shell.AddArgument(text);
    }
}

shell.Streams.Error.DataAdded += (source, e) =>
    Console.Error.WriteLine(Describe(((PSDataCollection<ErrorRecord>)source!)[e.Index]));
shell.Streams.Warning.DataAdded += (source, e) =>
    Console.Out.WriteLine("WARNING: " + ((PSDataCollection<WarningRecord>)source!)[e.Index].Message);
var output = new PSDataCollection<PSObject>();
output.DataAdded += (_, e) => Console.Out.WriteLine(output[e.Index]?.ToString());
bool failed = false;
try
{
    shell.Invoke(null, output);
}
catch (RuntimeException error)
{
    Console.Error.WriteLine(Describe(error.ErrorRecord));
    failed = true;
}

Console.Out.Flush();
if (host.ExitCode is int code)
{
    return code;
}

object? status = runspace.SessionStateProxy.GetVariable("LASTEXITCODE");
return failed ? 1 : status is int number ? number : 0;

static bool Is(string text, string option) => text.Equals(option, StringComparison.OrdinalIgnoreCase);

static string Describe(ErrorRecord error) =>
    error + Environment.NewLine + error.InvocationInfo?.PositionMessage + Environment.NewLine + error.ScriptStackTrace;
