using System.Data.Common;
using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Events;

/// <summary>
/// Reads an organization's new events once for all who follow it in this process, and only while somebody waits for them. A window
/// follows upon the one before without a gap, or, where nobody looked for long, leaves behind those who have to read by themselves.
/// </summary>
internal sealed partial class EventTail(
    OrganizationId organization,
    long position,
    EventLog log,
    EventSignal signal,
    TimeProvider clock,
    ILogger logger
)
{
    // A ring can get lost with a connection to the database; looking now and then bounds what that costs.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource left = new();
    private readonly Lock gate = new();
    private EventWindow newest = EventWindow.At(position);
    private TaskCompletionSource<EventWindow>? reading;

    public OrganizationId Organization => organization;

    /// <summary>How many follow; kept by <see cref="LiveEvents"/>.</summary>
    public int Followers { get; set; }

    public EventWindow Newest => Volatile.Read(ref newest);

    /// <summary>A newer window than the one seen. It is read now, or has been meanwhile; it may hold nothing new.</summary>
    public Task<EventWindow> AfterAsync(EventWindow seen, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!ReferenceEquals(newest, seen))
            {
                return Task.FromResult(newest);
            }

            if (reading is null)
            {
                // Whoever waits goes on on a thread of its own: a thousand must not do so one after the other.
                reading = new TaskCompletionSource<EventWindow>(TaskCreationOptions.RunContinuationsAsynchronously);
                _ = Task.Run(() => ReadOnAsync(reading), CancellationToken.None);
            }

            return reading.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Nobody follows any more: what is under way ends.</summary>
    public void End() => left.Cancel();

    private async Task ReadOnAsync(TaskCompletionSource<EventWindow> told)
    {
        try
        {
            var next = await NextAsync(newest);
            Tell(next);
            told.SetResult(next);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            told.SetCanceled(left.Token);
        }
        catch (Exception failure)
        {
            Tell(newest);
            told.SetException(failure);
        }
    }

    private void Tell(EventWindow next)
    {
        lock (gate)
        {
            newest = next;
            reading = null;
        }
    }

    private async Task<EventWindow> NextAsync(EventWindow window)
    {
        if (window.Heard is { } heard)
        {
            await Bell.WaitAsync(heard, LookAgain, clock, left.Token);
        }

        var ring = signal.Next(organization);
        try
        {
            return window.With(await log.ReadAsync(organization, window.To, [], EventWindow.Most, left.Token), ring);
        }
        catch (Exception away) when (IsOfDatabase(away))
        {
            // Those who wait have lost nothing: reading goes on from the same position when the database is back.
            LogAway(logger, away.GetType().Name);
            await Task.Delay(Pause, clock, left.Token);
            return EventWindow.At(window.To);
        }
    }

    private static bool IsOfDatabase(Exception failure) =>
        failure is DbException or TimeoutException or IOException
        || failure is InvalidOperationException { InnerException: DbException };

    [LoggerMessage(LogLevel.Warning, "New events could not be read ({Cause}); trying again.")]
    private static partial void LogAway(ILogger logger, string cause);
}
