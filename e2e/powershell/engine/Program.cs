// powershell.exe -NoProfile -NonInteractive -File SCRIPT ARGUMENTS, on the System.Management.Automation package:
// the parser, binder, modules and errors are PowerShell's own; the Utility, Management and Security modules are absent.
// With -Members ASSEMBLIES TYPES: what those types have. With -Serve: one job a line on standard input, one result a line on standard output, so that tests pay for one start.
using System.Text;
using System.Text.Json;

if (args.Length == 1 && args[0] == "-Serve")
{
    return Serve();
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

static int Serve()
{
    TextWriter answers = Console.Out;
    TextWriter errors = Console.Error;
    Simulated.ServerState.Killer = ScriptRun.Kill;
    using var jobs = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
    while (jobs.ReadLine() is string line)
    {
        using JsonDocument job = JsonDocument.Parse(line);
        foreach (JsonProperty link in job.RootElement.GetProperty("links").EnumerateObject())
        {
            File.Delete(link.Name);
            Directory.CreateSymbolicLink(link.Name, link.Value.GetString()!);
        }

        var set = new List<string>();
        foreach (JsonProperty variable in job.RootElement.GetProperty("environment").EnumerateObject())
        {
            Environment.SetEnvironmentVariable(variable.Name, variable.Value.GetString());
            set.Add(variable.Name);
        }

        using var output = new StringWriter();
        using var problems = new StringWriter();
        Console.SetOut(output);
        Console.SetError(problems);
        int status;
        try
        {
            string[] options = job.RootElement.GetProperty("options").EnumerateArray().Select(option => option.GetString()!).ToArray();
            status = ScriptRun.Run(job.RootElement.GetProperty("script").GetString()!, options);
        }
        finally
        {
            Console.SetOut(answers);
            Console.SetError(errors);
            foreach (string name in set)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        answers.WriteLine(JsonSerializer.Serialize(new { status, output = output.ToString(), errors = problems.ToString() }));
        answers.Flush();
    }

    return 0;
}
