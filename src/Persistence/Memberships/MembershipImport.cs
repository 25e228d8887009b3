using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>What an import did. The program's exit code is 2 where a line was bad.</summary>
public sealed record ImportReport(int Imported, IReadOnlyList<BadLine> BadLines)
{
    public int ExitCode => BadLines.Count == 0 ? 0 : 2;
}

/// <summary>Takes the operator's file into the registry. Importing it again changes nothing.</summary>
public sealed class MembershipImport(Database database, IPasswordHasher<MembershipAccount> hasher)
{
    private static readonly Tenant Registry = Tenant.Everyone("The membership registry belongs to no tenant.");

    /// <param name="reader">The file.</param>
    /// <param name="allOrNothing">One bad line, and no line is imported; else the good ones are.</param>
    /// <param name="cancellationToken">Ends the import; nothing is then imported.</param>
    public async Task<ImportReport> RunAsync(TextReader reader, bool allOrNothing, CancellationToken cancellationToken)
    {
        var csv = MembershipCsv.Read(reader);
        if (csv.Lines.Count == 0 || (allOrNothing && csv.BadLines.Count > 0))
        {
            return new ImportReport(0, csv.BadLines);
        }
        await using var db = database.Open(Registry);
        var accounts = await db.MembershipAccounts.ToDictionaryAsync(
            row => row.UserName,
            StringComparer.Ordinal,
            cancellationToken
        );
        var rows = await db.MembershipRows.ToDictionaryAsync(
            row => row.MpnId,
            StringComparer.Ordinal,
            cancellationToken
        );
        foreach (var line in csv.Lines)
        {
            TakeAccount(db, accounts, line);
            TakeRow(db, rows, line);
        }
        await db.SaveChangesAsync(cancellationToken);
        return new ImportReport(csv.Lines.Count, csv.BadLines);
    }

    private void TakeAccount(PartnerGraphDb db, Dictionary<string, MembershipAccount> accounts, MembershipLine line)
    {
        if (line.Password is not { } password)
        {
            return;
        }
        if (!accounts.TryGetValue(line.UserName, out var account))
        {
            account = new MembershipAccount { UserName = line.UserName, PasswordHash = "" };
            accounts.Add(line.UserName, account);
            db.Add(account);
        }
        else if (
            hasher.VerifyHashedPassword(account, account.PasswordHash, password) != PasswordVerificationResult.Failed
        )
        {
            return;
        }
        account.PasswordHash = hasher.HashPassword(account, password);
    }

    private static void TakeRow(PartnerGraphDb db, Dictionary<string, MembershipRow> rows, MembershipLine line)
    {
        var profile = line.Profile;
        if (!rows.TryGetValue(profile.MpnId, out var row))
        {
            row = new MembershipRow
            {
                MpnId = profile.MpnId,
                UserName = line.UserName,
                OrganizationName = profile.OrganizationName,
                Country = profile.Country,
            };
            rows.Add(profile.MpnId, row);
            db.Add(row);
        }
        row.UserName = line.UserName;
        row.OrganizationName = profile.OrganizationName;
        row.Country = profile.Country;
        row.Active = profile.Active;
        row.Domain = profile.Domain;
        row.Incentives = profile.Incentives;
        row.Benefits = profile.Benefits;
        row.Competencies = profile.Competencies;
    }
}
