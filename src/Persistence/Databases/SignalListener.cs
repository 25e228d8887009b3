using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// Hears PostgreSQL's NOTIFY (sent by triggers on commit) on a connection of its own and rings this process's bells. When the
/// connection was lost, everybody looks once: notifications are not kept for those who were away.
/// </summary>
internal sealed partial class SignalListener(
    Database database,
    OutboxSignal outbox,
    EventSignal events,
    TimeProvider clock,
    ILogger<SignalListener> logger
) : BackgroundService
{
    public const string OutboxChannel = "partnergraph_outbox";
    public const string EventChannel = "partnergraph_events";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException)
            {
                LogLost(logger, lost.GetType().Name);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, KeepAlive = 15 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, heard) => Dispatch(heard.Channel, heard.Payload);
        await connection.OpenAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"listen {OutboxChannel}; listen {EventChannel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }
        outbox.Ring();
        events.RingAll();
        while (!stoppingToken.IsCancellationRequested)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private void Dispatch(string channel, string payload)
    {
        if (string.Equals(channel, OutboxChannel, StringComparison.Ordinal))
        {
            outbox.Ring();
        }
        else if (Guid.TryParse(payload, out var organization))
        {
            events.Ring(new OrganizationId(organization));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Listening for notifications of the database ended ({Cause}); trying again.")]
    private static partial void LogLost(ILogger logger, string cause);
}
