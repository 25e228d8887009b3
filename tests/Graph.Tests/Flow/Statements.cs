using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>The statements that go to one database, told by EF Core's own diagnostics; those to other databases pass by.</summary>
public sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<string> texts = new();
    private readonly ConcurrentBag<IDisposable> listening = [];

    /// <summary>To be made before the database is first used: EF Core looks only once a second whether somebody listens.</summary>
    public Statements() => listening.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>A part of the connection string that no other database has.</summary>
    public string? Database { get; set; }

    /// <summary>What no other database's connection string has.</summary>
    public static string NameOf(GraphServer server)
    {
        var settings = server.Services.GetRequiredService<GraphSettings>().Database;
        var parts = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = settings.ConnectionString };
        return (string)(parts.TryGetValue("Database", out var name) ? name : parts["Data Source"]);
    }

    /// <summary>The fewest of three times: every few seconds the caller is looked up anew beside the work.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Func<Task> work)
    {
        var times = new List<IReadOnlyList<string>>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            texts.Clear();
            await work();
            times.Add([.. texts]);
        }

        return times.MinBy(one => one.Count)!;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            listening.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData { Command: { Connection: { } connection } command }
            && Database is { } database
            && connection.ConnectionString.Contains(database, StringComparison.Ordinal)
        )
            texts.Enqueue(command.CommandText);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var one in listening)
            one.Dispose();
    }
}
