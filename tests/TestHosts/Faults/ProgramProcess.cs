using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PartnerGraph.TestHosts.Faults;

/// <summary>
/// A program of ours as a process of its own, in an empty folder, with nothing of our environment that names a setting: to be killed
/// as by kill -9, stopped as by SIGSTOP, and asked to leave by SIGTERM.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("partnergraph-");
    private readonly ConcurrentQueue<string> output = new();
    private readonly Process process;

    private ProgramProcess(string program, string[] arguments, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(NamesASetting).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to either output, for a failing test to show.</summary>
    public string Output => string.Join('\n', output);

    public bool HasExited => process.HasExited;

    /// <summary>What it holds of the machine's memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <param name="program">The program's .dll.</param>
    public static ProgramProcess Start(
        string program,
        string[] arguments,
        IReadOnlyDictionary<string, string> settings
    ) => new(program, arguments, settings);

    /// <summary>kill -9; returns when the process is gone.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit(TimeSpan.FromSeconds(30));
    }

    /// <summary>SIGSTOP: it holds all that it has and does nothing, as in a long pause of its machine.</summary>
    public void Stop() => Signal("STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public void Continue() => Signal("CONT");

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Signal("TERM");

    public async Task<int> ExitCodeAsync(TimeSpan within)
    {
        await process.WaitForExitAsync().WaitAsync(within);
        return process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        process.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Signal(string name)
    {
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        // The shell's own kill: it is there where no package with a program of that name is.
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -{name} {id}"]);
        shell.WaitForExit();
        if (shell.ExitCode != 0)
            throw new InvalidOperationException($"SIG{name} could not be sent.");
    }

    private static bool NamesASetting(string name) =>
        name.Contains("__", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("PARTNERGRAPH_", StringComparison.OrdinalIgnoreCase)
        || name.Equals("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
}
