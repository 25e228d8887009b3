using Microsoft.Extensions.Logging;

namespace PartnerGraph.GraphQL.Server.Operations;

/// <summary>Asks the application whether the caller of a long connection may still go on; a check that fails counts as "no".</summary>
internal sealed class CallerCheck(
    Func<object?, CancellationToken, ValueTask<bool>>? stillAllowed,
    object? state,
    ILogger logger
)
{
    public async ValueTask<bool> MayGoOnAsync(CancellationToken cancellation)
    {
        if (stillAllowed is null)
        {
            return true;
        }
        try
        {
            return await stillAllowed(state, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            TransportLog.CheckFailed(logger, failure);
            return false;
        }
    }

    /// <summary>Returns as soon as the caller may not go on; ends with the token otherwise.</summary>
    public async Task WaitForDismissalAsync(TimeSpan interval, TimeProvider clock, CancellationToken cancellation)
    {
        if (stillAllowed is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation);
        }
        do
        {
            await Task.Delay(interval, clock, cancellation);
        } while (await MayGoOnAsync(cancellation));
    }
}
