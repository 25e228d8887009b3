using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>
/// From now on SQLite refuses every change: a mutation that goes on to write was allowed, and the world stays as it is for whoever asks next.
/// </summary>
[ProviderAlias("BlockedWrites")]
public sealed class BlockedWrites : ILoggerProvider, ILogger
{
    private const string Sentence = "nothing is written in a matrix";

    private Exception? last;

    public static async Task<BlockedWrites> OnAsync(GraphServer server)
    {
        await using var db = server.Open();
        foreach (var statement in await StatementsAsync(db))
            await db.Database.ExecuteSqlRawAsync(statement);
        var watch = new BlockedWrites();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(watch);
        return watch;
    }

    /// <summary>A row that is written as it was is only held, and may be.</summary>
    private static async Task<IReadOnlyList<string>> StatementsAsync(PartnerGraphDb db)
    {
        var tables = await db
            .Database.SqlQuery<string>(
                $"SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%audit%'"
            )
            .ToListAsync();
        var statements = new List<string>();
        foreach (var table in tables)
        {
            var columns = await db
                .Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table})")
                .ToListAsync();
            var changed = string.Join(" OR ", columns.Select(name => $"OLD.\"{name}\" IS NOT NEW.\"{name}\""));
            foreach (
                var (change, when) in (IEnumerable<(string, string)>)
                    [("INSERT", ""), ("UPDATE", $"WHEN {changed}"), ("DELETE", "")]
            )
                statements.Add(
                    $"CREATE TRIGGER \"no_{change}_{table}\" BEFORE {change} ON \"{table}\" {when} BEGIN SELECT RAISE(ABORT, '{Sentence}'); END"
                );
        }

        return statements;
    }

    public Outcome OutcomeOf(string mutation, ReadAnswer answer)
    {
        if (answer.Errors.GetValueOrDefault(mutation) == "INTERNAL")
        {
            var cause = Interlocked.Exchange(ref last, null);
            return cause?.ToString().Contains(Sentence, StringComparison.Ordinal) == true
                ? Outcome.Allowed
                : throw new InvalidOperationException($"{mutation} failed by itself.", cause);
        }

        var payload = answer.At(mutation);
        if (payload is not { ValueKind: System.Text.Json.JsonValueKind.Object } done)
            return answer.OutcomeAt(mutation, payload);
        var codes = done.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());
        return codes.Contains("NOT_FOUND") ? Outcome.NotFound
            : codes.Any() ? Outcome.Refused
            : Outcome.Allowed;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (exception is not null && logLevel >= LogLevel.Error)
            last = exception;
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose() { }
}
