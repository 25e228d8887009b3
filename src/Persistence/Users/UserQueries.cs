using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Users;

/// <summary>A membership as it is read. Members that were not asked for have their default.</summary>
public sealed class UserRow
{
    public UserId Id { get; init; }
    public OrganizationId OrganizationId { get; init; }
    public PersonId PersonId { get; init; }
    public string FullName { get; init; } = "";
    public EmailAddress Email { get; init; } = null!;
    public AgentRole AgentRole { get; init; }
    public AdminRole AdminRole { get; init; }
    public Language Language { get; init; }
    public bool Active { get; init; }
    public bool ConsentPending { get; init; }
    public DateTimeOffset? LastSignedInAt { get; init; }
    public int Version { get; init; }
}

public static class UserQueries
{
    public static PageOrder<UserRow> ByName { get; } =
        PageOrder<UserRow>.By(user => user.FullName).ThenBy(user => user.Id);

    private static readonly RowSelector<User, UserRow> Select = new(user => new UserRow
    {
        Id = user.Id,
        OrganizationId = user.OrganizationId,
        PersonId = user.PersonId,
        FullName = user.FullName,
        Email = user.Email,
        AgentRole = user.AgentRole,
        AdminRole = user.AdminRole,
        Language = user.Language,
        Active = user.Active,
        ConsentPending = user.ConsentPending,
        LastSignedInAt = user.LastSignedInAt,
        Version = EF.Property<int>(user, ModelConventions.Version),
    });

    private static readonly IReadOnlySet<string> IdAlone = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(UserRow.Id),
    };
    private static readonly IReadOnlySet<string> WithOrganization = UserQueries
        .ByName.Members.Append(nameof(UserRow.OrganizationId))
        .ToHashSet(StringComparer.Ordinal);

    public static async Task<IReadOnlyDictionary<UserId, UserRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<UserId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Users.Where(user => ids.Contains(user.Id))
            .Select(Select.Narrow(members, IdAlone))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>A user of this organization; null for any other id.</summary>
    public static Task<UserRow?> OfOrganizationAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        UserId id,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        db
            .Users.Where(user => user.Id == id && user.OrganizationId == organization)
            .Select(Select.Narrow(members, IdAlone))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>
    /// A user of one of the tenant's customers, as the tenant filter shows them, or of the customer that the tenant is; null for one who is
    /// no user any more or has not agreed yet.
    /// </summary>
    public static Task<UserRow?> OfCustomersAsync(
        PartnerGraphDb db,
        OrganizationId viewer,
        UserId id,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        db
            .Users.Where(user =>
                user.Id == id
                && user.Active
                && !user.ConsentPending
                && (
                    user.OrganizationId != viewer
                    || db.Organizations.Any(row => row.Id == viewer && row.Kind == OrganizationKind.Customer)
                )
            )
            .Select(Select.Narrow(members, IdAlone))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The users of one organization, by name.</summary>
    public static Task<PageSlice<UserRow>> PageAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        string? search,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        Of(db, organization, search)
            .Select(Select.Narrow(members, ByName.Members))
            .PageAsync(ByName, page, cancellationToken);

    public static Task<int> CountAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        string? search,
        CancellationToken cancellationToken
    ) => Of(db, organization, search).CountAsync(cancellationToken);

    /// <summary>The same page of the users in force of each of these organizations, in one statement (R67).</summary>
    public static Task<IReadOnlyDictionary<OrganizationId, PageSlice<UserRow>>> PagesOfEachAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> organizations,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        db
            .Users.Where(user => user.Active && !user.ConsentPending)
            .PagesOfEachAsync(
                user => user.OrganizationId,
                organizations,
                Select.Narrow(members, WithOrganization),
                row => row.OrganizationId,
                ByName,
                page,
                cancellationToken
            );

    /// <summary>How many they are in each that has any, in one statement as well.</summary>
    public static async Task<IReadOnlyDictionary<OrganizationId, int>> CountsOfEachAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> organizations,
        CancellationToken cancellationToken
    ) =>
        await db
            .Users.Where(user => user.Active && !user.ConsentPending && organizations.Contains(user.OrganizationId))
            .GroupBy(user => user.OrganizationId)
            .Select(users => new { users.Key, Count = users.Count() })
            .ToDictionaryAsync(users => users.Key, users => users.Count, cancellationToken);

    private static IQueryable<User> Of(PartnerGraphDb db, OrganizationId organization, string? search)
    {
        var users = db.Users.Where(user => user.OrganizationId == organization);
        if (string.IsNullOrWhiteSpace(search))
        {
            return users;
        }
        var folded = SearchTexts.Fold(search);
        return users.Where(user => EF.Property<string>(user, ModelConventions.SearchText).Contains(folded));
    }
}
