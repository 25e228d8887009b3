using System.Diagnostics;
using System.Text.Json;
using PartnerGraph.TestHosts;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Differential;

/// <summary>The reference implementation in a Node process of its own.</summary>
internal sealed class Judge : IAsyncDisposable
{
    private readonly Process process;

    private Judge(Process process) => this.process = process;

    public static async Task<Judge> StartAsync()
    {
        var packages = await NodePackages.RequiredAsync(RepositoryRoot.At("tests", "GraphQL.Tests", "Differential"));
        return new Judge(
            Process.Start(
                new ProcessStartInfo(packages.Node, Path.Combine(packages.Scripts, "judge.mjs"))
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!
        );
    }

    public async Task<string> AskAsync(object question)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question));
        await process.StandardInput.FlushAsync();
        return await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The judge has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
