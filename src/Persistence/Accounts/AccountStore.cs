using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Accounts;

/// <summary>
/// ASP.NET Core Identity's store over our context, for people alone: no roles, no claims, no tokens. Outside logins are keyed by
/// issuer and subject, never by address.
/// </summary>
internal sealed class AccountStore(PartnerGraphDb db)
    : UserOnlyStore<
        Account,
        PartnerGraphDb,
        PersonId,
        IdentityUserClaim<PersonId>,
        IdentityUserLogin<PersonId>,
        IdentityUserToken<PersonId>
    >(db)
{
    public override PersonId ConvertIdFromString(string? id) =>
        Guid.TryParse(id, out var value) ? new PersonId(value) : default;

    public override string? ConvertIdToString(PersonId id) => id.Value.ToString("D");
}
