using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>Everything that the server logs, to look for what must not be there.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Waits for a line that has this text.</summary>
    public async Task ShouldTellAsync(string text)
    {
        for (var attempt = 0; attempt < 500 && !Tells(text); attempt++)
        {
            await Task.Delay(10);
        }
        Tells(text).ShouldBeTrue($"No line with '{text}'.");
    }

    private bool Tells(string text) => Lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose() { }
}
