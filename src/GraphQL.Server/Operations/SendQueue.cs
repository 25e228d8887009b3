using System.Threading.Channels;

namespace PartnerGraph.GraphQL.Server.Operations;

/// <summary>
/// Messages on their way to one client, bounded. A full queue makes the sources of events wait; a message that has not left within
/// the timeout ends the connection: so a client that reads too slowly costs a bounded amount of memory for a bounded time.
/// </summary>
internal sealed class SendQueue(int capacity, TimeSpan timeout, TimeProvider clock)
{
    private readonly Channel<(OutgoingMessage Message, long Queued)> channel = Channel.CreateBounded<(
        OutgoingMessage,
        long
    )>(new BoundedChannelOptions(capacity) { SingleReader = true });

    /// <summary>Queues the message, or drops it where the queue is closed. The queue owns its result from here on.</summary>
    public async ValueTask EnqueueAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        try
        {
            await channel.Writer.WriteAsync((message, clock.GetTimestamp()), cancellation);
        }
        catch (ChannelClosedException)
        {
            message.Result?.Dispose();
        }
        catch
        {
            message.Result?.Dispose();
            throw;
        }
    }

    /// <summary>Queues a message that may be left out when others wait.</summary>
    public void Offer(OutgoingMessage message)
    {
        if (channel.Reader.Count == 0)
        {
            channel.Writer.TryWrite((message, clock.GetTimestamp()));
        }
    }

    /// <summary>No more messages: the sender ends after those that are queued.</summary>
    public void Close() => channel.Writer.TryComplete();

    /// <summary>
    /// Sends until the queue is closed or <paramref name="isOver"/>; what is left then is dropped. Throws <see cref="TimeoutException"/> for a
    /// client that is too slow.
    /// </summary>
    public async Task SendAllAsync(
        Func<OutgoingMessage, CancellationToken, ValueTask> send,
        Func<bool> isOver,
        CancellationToken cancellation
    )
    {
        var patience = new SendPatience(clock, cancellation);
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellation))
            {
                while (!isOver() && channel.Reader.TryRead(out var next))
                {
                    using (next.Message.Result)
                    {
                        var left = timeout - clock.GetElapsedTime(next.Queued);
                        await patience.SendAsync(send, next.Message, left);
                    }
                }
                if (isOver())
                {
                    return;
                }
            }
        }
        finally
        {
            patience.Dispose();
            Close();
            while (channel.Reader.TryRead(out var dropped))
            {
                dropped.Message.Result?.Dispose();
            }
        }
    }

    /// <summary>One timer for all sends of a connection: most of them end before it is needed.</summary>
    private sealed class SendPatience(TimeProvider clock, CancellationToken cancellation) : IDisposable
    {
        private CancellationTokenSource source = new(Timeout.InfiniteTimeSpan, clock);

        public async ValueTask SendAsync(
            Func<OutgoingMessage, CancellationToken, ValueTask> send,
            OutgoingMessage message,
            TimeSpan left
        )
        {
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException("The client reads too slowly.");
            }
            var started = clock.GetTimestamp();
            source.CancelAfter(left);
            await using var registration = cancellation.UnsafeRegister(
                static state => ((CancellationTokenSource)state!).Cancel(),
                source
            );
            try
            {
                await send(message, source.Token);
            }
            catch (Exception failure) when (RanOut(started, left))
            {
                throw new TimeoutException("The client reads too slowly.", failure);
            }
            // A server may end the connection on cancellation without throwing.
            if (source.IsCancellationRequested && RanOut(started, left))
            {
                throw new TimeoutException("The client reads too slowly.");
            }
            if (!source.TryReset())
            {
                source.Dispose();
                source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
            }
        }

        public void Dispose() => source.Dispose();

        /// <summary>Timers count in milliseconds and may fire a little before the clock says so.</summary>
        private bool RanOut(long started, TimeSpan left) =>
            clock.GetElapsedTime(started) + TimeSpan.FromMilliseconds(20) >= left;
    }
}
