using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Tests.Hosting;

/// <summary>The program as a process of its own, in an empty folder, with nothing of our environment that names a setting.</summary>
public sealed class GraphProcess : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("partnergraph-");
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private TaskCompletionSource<Uri> listening = NotYet();
    private Process? process;

    public string Folder => folder.FullName;

    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    public void Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var program = Path.ChangeExtension(typeof(GraphHost).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        output.Clear();
        errors.Clear();
        listening = NotYet();
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>SIGTERM: it is asked to leave.</summary>
    public void Terminate()
    {
        // The shell's own kill: it is there where no package with a program of that name is.
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -TERM {process!.Id.ToString(provider: null)}"]);
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }

    /// <summary>What it holds of the machine's memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    /// <summary>Where it listens, once it says so.</summary>
    public async Task<Uri> AddressAsync()
    {
        var first = await Task.WhenAny(
            listening.Task,
            process!.WaitForExitAsync(),
            Task.Delay(TimeSpan.FromSeconds(60))
        );
        return first == listening.Task
            ? await listening.Task
            : throw new InvalidOperationException($"It does not listen.\n{Output}\n{Errors}");
    }

    /// <summary>As by SIGTERM: it ends what it has in hand.</summary>
    public async Task<int> TerminateAsync()
    {
        // The shell's own kill: it is there where no package with a program of that name is.
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -TERM {process!.Id}"]);
        await shell.WaitForExitAsync();
        return await ExitCodeAsync();
    }

    /// <summary>As by kill -9; it can then be started again in the same folder.</summary>
    public async Task EndAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process?.Dispose();
        process = null;
    }

    /// <summary>Everyone's rows of the SQLite database that it made in its folder.</summary>
    public PartnerGraphDb OpenDatabase()
    {
        var file = Path.Combine(Folder, "data", "partnergraph.db");
        var services = new ServiceCollection();
        services.AddPersistence(
            new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={file}" }
        );
        return services.BuildServiceProvider().GetRequiredService<Database>().Open(Tenant.Everyone("A test looks."));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        folder.Delete(recursive: true);
    }

    private static TaskCompletionSource<Uri> NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Read(string? line)
    {
        output.Enqueue(line ?? "");
        const string mark = "Now listening on: ";
        if (line?.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
            listening.TrySetResult(new Uri(line[(at + mark.Length)..].Trim()));
    }

    private static bool IsOurs(string name) =>
        name.Contains("__", StringComparison.Ordinal)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("PARTNERGRAPH_", StringComparison.OrdinalIgnoreCase)
        || name.Equals("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
}
