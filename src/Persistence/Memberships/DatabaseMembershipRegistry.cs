using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>The registry in our own database, as the operator's last import filled it.</summary>
public sealed class DatabaseMembershipRegistry(Database database, IPasswordHasher<MembershipAccount> hasher)
    : IMembershipRegistry
{
    private static readonly Tenant Registry = Tenant.Everyone("The membership registry belongs to no tenant.");
    private static readonly MembershipAccount Nobody = new() { UserName = "", PasswordHash = "" };

    // Hashed once, so that an unknown name costs the same time as a wrong password.
    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(Nobody, "nobody's password"));

    public async Task<IReadOnlyList<MembershipProfile>?> SignInAsync(
        string userName,
        string password,
        CancellationToken cancellationToken
    )
    {
        var name = MembershipNames.Normal(userName);
        await using var db = database.Open(Registry);
        var account = await db
            .MembershipAccounts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserName == name, cancellationToken);
        var profiles = await ProfilesAsync(db, name, cancellationToken);
        var verified = hasher.VerifyHashedPassword(Nobody, account?.PasswordHash ?? nobodysHash.Value, password);
        return account is null || verified == PasswordVerificationResult.Failed ? null : profiles;
    }

    public async Task<IReadOnlyList<MembershipProfile>> ProfilesOfAsync(
        string userName,
        CancellationToken cancellationToken
    )
    {
        await using var db = database.Open(Registry);
        return await ProfilesAsync(db, MembershipNames.Normal(userName), cancellationToken);
    }

    public async Task<MembershipProfile?> FindAsync(string mpnId, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Registry);
        var row = await db
            .MembershipRows.AsNoTracking()
            .SingleOrDefaultAsync(one => one.MpnId == mpnId, cancellationToken);
        return row?.ToProfile();
    }

    private static async Task<IReadOnlyList<MembershipProfile>> ProfilesAsync(
        PartnerGraphDb db,
        string userName,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .MembershipRows.AsNoTracking()
            .Where(row => row.UserName == userName)
            .OrderBy(row => row.MpnId)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToProfile())];
    }
}
