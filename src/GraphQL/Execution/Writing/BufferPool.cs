using System.Collections.Concurrent;

namespace PartnerGraph.GraphQL.Execution.Writing;

/// <summary>
/// Response buffers for reuse. Bounded twice: a buffer that grew large is dropped, and only so many wait, so that one large answer or one
/// burst does not hold memory for ever.
/// </summary>
internal static class BufferPool
{
    private const int FirstSize = 16 * 1024;
    private const int LargestKept = 512 * 1024;
    private const int MostKept = 64;

    private static readonly ConcurrentQueue<byte[]> Waiting = new();
    private static int waitingCount;

    public static byte[] Rent()
    {
        if (!Waiting.TryDequeue(out var buffer))
        {
            return GC.AllocateUninitializedArray<byte>(FirstSize);
        }

        Interlocked.Decrement(ref waitingCount);
        return buffer;
    }

    public static void Return(byte[] buffer)
    {
        if (buffer.Length is > LargestKept or < FirstSize)
        {
            return;
        }

        if (Interlocked.Increment(ref waitingCount) > MostKept)
        {
            Interlocked.Decrement(ref waitingCount);
            return;
        }

        Waiting.Enqueue(buffer);
    }
}

/// <summary>A buffer on its way to a client; returning it twice does nothing.</summary>
internal sealed class BufferLease(byte[] buffer) : IDisposable
{
    private byte[]? buffer = buffer;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } mine)
        {
            BufferPool.Return(mine);
        }
    }
}
