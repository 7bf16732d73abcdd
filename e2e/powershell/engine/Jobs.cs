using System.Text;
using System.Text.Json;

/// <summary>One job a line on standard input, one result a line on standard output, so that tests pay for one start of an engine: this program's, or that of the pwsh that serve.ps1 runs in.</summary>
public static class Jobs
{
    public static int Serve()
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
}
