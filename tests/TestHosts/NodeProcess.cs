using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace PartnerGraph.TestHosts;

/// <summary>
/// A script that runs in Node and talks in lines: each line of its input and output is one JSON value. Its process ends with this object.
/// </summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder errors = new();

    private NodeProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a script of this folder; the calling test skips (or fails in CI) without Node.</summary>
    public static async Task<NodeProcess> StartAsync(string folder, string script, params string[] arguments)
    {
        var packages = await NodePackages.RequiredAsync(folder);
        var start = new ProcessStartInfo(packages.Node)
        {
            WorkingDirectory = packages.Scripts,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(packages.Scripts, script));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return new NodeProcess(Process.Start(start)!);
    }

    /// <summary>Sends one line.</summary>
    public async Task SendAsync<T>(T value)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(value));
        await process.StandardInput.FlushAsync();
    }

    /// <summary>The next line; fails with what the script wrote to its error output when it ends or takes longer than 30 s (or the given time).</summary>
    public async Task<JsonElement> ReceiveAsync(TimeSpan? within = null)
    {
        var line = await NextLineAsync(within ?? TimeSpan.FromSeconds(30));
        using var json = JsonDocument.Parse(
            line ?? throw new InvalidOperationException($"The script ended without an answer. {Errors}")
        );
        return json.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString().Trim();
            }
        }
    }

    private async Task<string?> NextLineAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        try
        {
            return await process.StandardOutput.ReadLineAsync(patience.Token);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new TimeoutException($"The script did not answer within {within}. {Errors}", cancelled);
        }
    }
}
