using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>Reads a body up to a limit. Memory grows with what has arrived and not with what was announced.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 4 * 1024;

    /// <summary>The body in a pooled buffer that the caller returns, or null where it is longer than the limit.</summary>
    public static async ValueTask<(byte[] Buffer, int Length)?> ReadAsync(
        HttpContext context,
        int limit,
        CancellationToken cancellation
    )
    {
        if (context.Request.ContentLength > limit)
        {
            return null;
        }
        // The server's own limit would throw in the middle of a read; ours stands in its place for this address.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }

        var first = Math.Min(context.Request.ContentLength ?? FirstBuffer, FirstBuffer);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(first, 256));
        var length = 0;
        try
        {
            while (true)
            {
                var result = await context.Request.BodyReader.ReadAsync(cancellation);
                var arrived = result.Buffer;
                if (arrived.Length > limit - length)
                {
                    context.Request.BodyReader.AdvanceTo(arrived.End);
                    ArrayPool<byte>.Shared.Return(buffer);
                    return null;
                }
                buffer = WithRoom(buffer, length, (int)arrived.Length);
                arrived.CopyTo(buffer.AsSpan(length));
                length += (int)arrived.Length;
                context.Request.BodyReader.AdvanceTo(arrived.End);
                if (result.IsCompleted)
                {
                    return (buffer, length);
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static byte[] WithRoom(byte[] buffer, int length, int more)
    {
        if (buffer.Length - length >= more)
        {
            return buffer;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + more));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
