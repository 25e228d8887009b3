using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>What became of a line: taken, known before, or refused.</summary>
public sealed record MemberLine(int Number, bool Imported, IReadOnlyList<Refusal> Refusals);

/// <summary>
/// R10: takes the operator's file of resellers that are in the program already. A line whose MPN ID an organization has changes nothing, so that
/// a file can be imported again.
/// </summary>
public sealed class MemberImport(Database database, BroughtAdmins admins, WebMailDomains webMail, TimeProvider clock)
{
    public static readonly IReadOnlyCollection<string> Required =
    [
        "mpnId",
        "name",
        "country",
        "line1",
        "city",
        "contactFullName",
        "contactEmail",
        "adminFullName",
        "adminEmail",
    ];

    public static readonly IReadOnlyCollection<string> Optional = ["legalName", "region", "postalCode", "contactPhone"];

    private static readonly Tenant Everyone = Tenant.Everyone("The operator brings in organizations of others.");

    public async Task<Outcome<IReadOnlyList<MemberLine>>> RunAsync(
        TextReader reader,
        CancellationToken cancellationToken
    )
    {
        if (CsvTable.Read(reader, Required, Optional) is not { } lines)
        {
            return new ImportHeaderWrong(string.Join(",", Required));
        }

        List<MemberLine> told = [];
        foreach (var line in lines)
        {
            told.Add(
                line.Fields is null
                    ? new MemberLine(line.Number, Imported: false, [new ImportLineUnreadable()])
                    : await TakeAsync(line, cancellationToken)
            );
        }

        return Outcome.Success<IReadOnlyList<MemberLine>>(told);
    }

    private async Task<MemberLine> TakeAsync(CsvLine line, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await MpnHolder.FindAsync(db, line["mpnId"], cancellationToken) is not null)
        {
            return new MemberLine(line.Number, Imported: false, []);
        }

        var parsed = Parse(line);
        if (parsed.Refusals.Count > 0)
        {
            return new MemberLine(line.Number, Imported: false, parsed.Refusals);
        }

        var registered = await db
            .MembershipRows.AsNoTracking()
            .SingleOrDefaultAsync(row => row.MpnId == line["mpnId"], cancellationToken);
        if (!Member(line, parsed, registered, now).TryGet(out var member, out var refusals))
        {
            return new MemberLine(line.Number, Imported: false, refusals);
        }

        var admin = await admins.AddAsync(
            db,
            member.Id,
            line["adminFullName"],
            parsed.AdminEmail!,
            Language.En,
            cancellationToken
        );
        if (!admin.TryGet(out _, out refusals))
        {
            return new MemberLine(line.Number, Imported: false, InColumns(refusals, "admin"));
        }

        db.Organizations.Add(member);
        if (await db.SaveInRaceAsync(cancellationToken) is not SaveResult.Saved)
        {
            return new MemberLine(line.Number, Imported: false, [new ChangedMeanwhile()]);
        }

        await transaction.CommitAsync(cancellationToken);
        return new MemberLine(line.Number, Imported: true, []);
    }

    private Outcome<Organization> Member(CsvLine line, Parsed parsed, MembershipRow? registered, DateTimeOffset now)
    {
        var (country, mpnId) = (parsed.Country!, line["mpnId"]);
        if (registered is { Active: false })
        {
            return new MpnProfileInactive(mpnId).At("mpnId");
        }

        if (registered is not null && registered.Country != country)
        {
            return new MpnCountryMismatch(mpnId, registered.Country.Value, country.Value).At("country");
        }

        var created = Organization.CreateReseller(
            new OrganizationId(Guid.CreateVersion7(now)),
            line["name"],
            country,
            now
        );
        if (!created.TryGet(out var member, out _))
        {
            return created;
        }

        var address = new Address(
            line["line1"],
            Line2: null,
            line["city"],
            OrNull(line["region"]),
            OrNull(line["postalCode"]),
            country
        );
        var contact = new Contact(line["contactFullName"], parsed.ContactEmail!, OrNull(line["contactPhone"]));
        var legal = new LegalProfile(OrNull(line["legalName"]) ?? line["name"], address, contact);
        if (registered is not null)
        {
            member.LinkMembership(registered.ToProfile());
        }

        var joined = member.JoinAsMember(mpnId, legal, webMail, now);
        return joined.IsDone ? member : Outcome.Refused<Organization>(InColumns(joined.Refusals, "contact"));
    }

    // The file has two people in one line: what is told of one names its own column.
    private static IReadOnlyList<Refusal> InColumns(IReadOnlyList<Refusal> refusals, string person) =>
        [
            .. refusals.Select(refusal =>
                refusal.Path switch
                {
                    ["fullName"] => refusal.At(person + "FullName"),
                    ["email"] => refusal.At(person + "Email"),
                    ["phone"] => refusal.At(person + "Phone"),
                    _ => refusal,
                }
            ),
        ];

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static Parsed Parse(CsvLine line)
    {
        List<Refusal> refusals = [];
        if (!CountryCode.TryParse(line["country"], out var country))
        {
            refusals.Add(new CountryCodeInvalid(line["country"]).At("country"));
        }

        if (!EmailAddress.TryParse(line["contactEmail"], out var contact))
        {
            refusals.Add(new EmailAddressInvalid().At("contactEmail"));
        }

        if (!EmailAddress.TryParse(line["adminEmail"], out var admin))
        {
            refusals.Add(new EmailAddressInvalid().At("adminEmail"));
        }

        return new Parsed(country, contact, admin, refusals);
    }

    private sealed record Parsed(
        CountryCode? Country,
        EmailAddress? ContactEmail,
        EmailAddress? AdminEmail,
        IReadOnlyList<Refusal> Refusals
    );
}
