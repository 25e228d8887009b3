using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>Who counts mails under the same key does so one after the other, until the transaction ends.</summary>
internal static class SendingHold
{
    public static async Task TakeAsync(PartnerGraphDb db, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            // Its transactions hold the whole file from their beginning.
            return;
        }
        // In one order for all: nobody waits for somebody who waits for him. Two keys of one number cost a wait and nothing else.
        var numbers = keys.Select(Number).Distinct().Order().ToArray();
        await db.Database.ExecuteSqlRawAsync(
            "select pg_advisory_xact_lock(key) from unnest({0}) as key",
            [numbers],
            cancellationToken
        );
    }

    private static long Number(string key) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("mails of " + key)));
}
