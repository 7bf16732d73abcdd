// powershell.exe -NoProfile -NonInteractive -File SCRIPT ARGUMENTS, on the System.Management.Automation package:
// the parser, binder, modules and errors are PowerShell's own; the Utility, Management and Security modules are absent.
// With -Members ASSEMBLIES TYPES: what those types have. With -Serve: see Jobs.
if (args.Length == 1 && args[0] == "-Serve")
{
    return Jobs.Serve();
}

if (args.Length == 3 && args[0] == "-Members")
{
    return Members.Print(args[1], args[2]);
}

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
    Console.Error.WriteLine("Usage: Engine [-NoProfile] [-NonInteractive] -File SCRIPT [ARGUMENTS] | -Serve");
    return 2;
}

return ScriptRun.Run(script, rest);

static bool Is(string text, string option) => text.Equals(option, StringComparison.OrdinalIgnoreCase);
