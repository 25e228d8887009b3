using PartnerGraph.Worker.Mail;

namespace PartnerGraph.Graph.Health;

/// <summary>Whether the mail server lets us in: asked at most every half minute, and never by two at once.</summary>
internal sealed class MailServerWatch(IMailTransport transport, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim asking = new(1);
    private string? answer;
    private long? askedAt;

    /// <summary>Null: it does, or mail goes to a folder.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancellation)
    {
        await asking.WaitAsync(cancellation);
        try
        {
            if (askedAt is { } before && clock.GetElapsedTime(before) < Fresh)
                return answer;
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limited.CancelAfter(Patience);
            answer = await transport.WhyNotReadyAsync(limited.Token);
            askedAt = clock.GetTimestamp();
            return answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            askedAt = clock.GetTimestamp();
            return answer = "The mail server did not answer in time.";
        }
        finally
        {
            asking.Release();
        }
    }
}
