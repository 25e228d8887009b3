using System.Collections.Concurrent;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>At most so many connections at once; an unused one is kept for a while and then closed.</summary>
internal sealed class SmtpConnectionPool : IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentStack<SmtpConnection> _idle = new();
    private readonly ITimer _sweep;
    private volatile bool _disposed;

    public SmtpConnectionPool(SmtpOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _slots = new SemaphoreSlim(options.MaxConnections);
        _sweep = clock.CreateTimer(_ => _ = SweepAsync(), state: null, options.IdleTimeout, options.IdleTimeout);
    }

    /// <summary>Waits for a free place. Every call is followed by one <see cref="Leave"/>.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _slots.WaitAsync(cancellationToken);

    public void Leave() => _slots.Release();

    /// <summary>A connection that is still good after lying idle, or a new one.</summary>
    public async Task<SmtpConnection> TakeAsync(bool mustBeNew, CancellationToken cancellationToken)
    {
        while (!mustBeNew && _idle.TryPop(out var kept))
        {
            if (_clock.GetUtcNow() - kept.IdleSince < _options.IdleTimeout && !kept.IsClosedByServer)
                return kept;
            await kept.DisposeAsync();
        }
        return await SmtpConnection.OpenAsync(_options, _clock, cancellationToken);
    }

    public async ValueTask GiveBackAsync(SmtpConnection connection)
    {
        connection.IdleSince = _clock.GetUtcNow();
        if (!connection.IsReusable || _disposed)
            await connection.DisposeAsync();
        else
            _idle.Push(connection);
    }

    private async Task SweepAsync()
    {
        var limit = _clock.GetUtcNow() - _options.IdleTimeout;
        var kept = new List<SmtpConnection>();
        while (_idle.TryPop(out var connection))
        {
            if (connection.IdleSince > limit)
                kept.Add(connection);
            else
                await connection.DisposeAsync();
        }
        // Pushed back oldest first: the newest stays on top and the others get their chance to be closed.
        for (var at = kept.Count - 1; at >= 0; at--)
            await GiveBackUnchangedAsync(kept[at]);
    }

    private async ValueTask GiveBackUnchangedAsync(SmtpConnection connection)
    {
        if (_disposed)
            await connection.DisposeAsync();
        else
            _idle.Push(connection);
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _sweep.DisposeAsync();
        while (_idle.TryPop(out var connection))
            await connection.DisposeAsync();
        _slots.Dispose();
    }
}
