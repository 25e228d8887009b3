using System.Diagnostics;
using PartnerGraph.TestKit;

namespace PartnerGraph.Worker.Tests.Python;

/// <summary>A running python3 with the modules that a test asks for: a second opinion on mails that is not ours.</summary>
internal sealed class PythonProgram : IAsyncDisposable
{
    private readonly Process process;

    private PythonProgram(Process process) => this.process = process;

    public StreamReader Output => process.StandardOutput;
    public StreamWriter Input => process.StandardInput;

    public static PythonProgram Start(string module, string script, params string[] arguments)
    {
        var python = Interpreters().FirstOrDefault(path => Has(path, module));
        Require.That(python is not null, $"There is no python3 with the module {module} on the PATH.");
        var start = Ready(python, ["-c", script, .. arguments]);
        start.RedirectStandardInput = true;
        return new PythonProgram(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static IEnumerable<string> Interpreters() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "python3"))
            .Where(File.Exists);

    private static bool Has(string python, string module)
    {
        using var probe = Process.Start(Ready(python, ["-c", $"import {module}"]))!;
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }

    private static ProcessStartInfo Ready(string python, string[] arguments) =>
        new(python, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONIOENCODING"] = "utf-8" },
        };
}
