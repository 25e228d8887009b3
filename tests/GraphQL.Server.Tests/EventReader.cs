using System.Text.Json;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>Reads an event stream frame by frame.</summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private readonly StreamReader reader = new(stream);

    public int Comments { get; private set; }

    /// <summary>The next event; its name is empty at the stream's end.</summary>
    public async Task<(string Name, string Data)> NextAsync()
    {
        var name = "";
        var data = "";
        while (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15)) is { } line)
        {
            if (line.StartsWith(':'))
            {
                Comments++;
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line["data: ".Length..];
            }
            else if (line.Length == 0 && name.Length > 0)
            {
                return (name, data);
            }
        }
        return ("", "");
    }

    public async Task<JsonElement> NextJsonAsync()
    {
        var (name, data) = await NextAsync();
        name.ShouldBe("next");
        using var json = JsonDocument.Parse(data);
        return json.RootElement.Clone();
    }

    public void Dispose() => reader.Dispose();
}
