using System.Management.Automation;
using System.Management.Automation.Runspaces;

/// <summary>One script in a runspace of its own, with the exit status that powershell.exe -File would have.</summary>
internal static class ScriptRun
{
    private const int Killed = 137;
    private static bool killed;

    public static int Run(string script, IReadOnlyList<string> arguments)
    {
        killed = false;
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
        Bind(shell, arguments);
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
        catch (PipelineStoppedException)
        {
            // Kill was called; PowerShell does not always pass the exception on.
        }
        catch (RuntimeException error)
        {
            Console.Error.WriteLine(Describe(error.ErrorRecord));
            failed = true;
        }

        Console.Out.Flush();
        if (killed)
        {
            return Killed;
        }

        if (host.ExitCode is int code)
        {
            return code;
        }

        object? status = runspace.SessionStateProxy.GetVariable("LASTEXITCODE");
        return failed ? 1 : status is int number ? number : 0;
    }

    /// <summary>Ends a served script where it stands: no catch block runs. Only finally blocks do, unlike in a killed process.</summary>
    public static void Kill()
    {
        killed = true;
        throw new PipelineStoppedException();
    }

    private static void Bind(PowerShell shell, IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string text = arguments[i];
            if (!IsName(text))
            {
                shell.AddArgument(text);
            }
            else if (i + 1 == arguments.Count || IsName(arguments[i + 1]))
            {
                shell.AddParameter(text[1..], true);
            }
            else
            {
                shell.AddParameter(text[1..], arguments[++i]);
            }
        }
    }

    private static bool IsName(string text) => text.Length > 1 && text[0] == '-' && char.IsLetter(text[1]);

    private static string Describe(ErrorRecord error) =>
        error + Environment.NewLine + error.InvocationInfo?.PositionMessage + Environment.NewLine + error.ScriptStackTrace;
}
