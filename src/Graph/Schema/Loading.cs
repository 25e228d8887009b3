using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Schema;

/// <summary>Rows by key, with the members that the operation selects: one query a level, as the caller's tenant.</summary>
internal delegate Task<IReadOnlyDictionary<TKey, TRow>> LoadByKeys<TKey, TRow>(
    PartnerGraphDb db,
    IReadOnlyCollection<TKey> keys,
    IReadOnlySet<string> members,
    FieldContext context
);

/// <summary>How resolvers reach the database.</summary>
internal static class Loading
{
    public static Caller Caller(this FieldContext context) => context.State<RequestState>().SignedIn;

    /// <summary>A context that shows what the caller's organization may see.</summary>
    public static PartnerGraphDb Open(this FieldContext context) =>
        context.Open(Tenant.Of(context.Caller().Organization));

    public static PartnerGraphDb Open(this FieldContext context, Tenant tenant) =>
        context.Services.GetRequiredService<Database>().Open(tenant);

    /// <summary>Who reviews at the operator's looks at all partners; everybody else at their own and at themselves.</summary>
    public static Tenant PartnerTenant(this FieldContext context) =>
        context.Caller().Standing.May(PartnerAction.ViewAllPartners).Allowed
            ? Tenant.Everyone("The operator sees all partners and enrollments.")
            : Tenant.Of(context.Caller().Organization);

    /// <summary>The program answers the cases of everybody; everybody else sees their own.</summary>
    public static Tenant CaseTenant(this FieldContext context) =>
        context.Caller().OrganizationKind is OrganizationKind.Operator
            ? Tenant.Everyone("The program answers the service requests and tickets of all.")
            : Tenant.Of(context.Caller().Organization);

    /// <summary>How many rows there are in all, asked for after the page itself.</summary>
    public static Func<CancellationToken, Task<int?>> Counting<T>(
        this FieldContext context,
        Tenant tenant,
        Func<PartnerGraphDb, IQueryable<T>> rows
    )
    {
        var database = context.Services.GetRequiredService<Database>();
        return async cancellation =>
        {
            await using var db = database.Open(tenant);
            return await rows(db).CountAsync(cancellation);
        };
    }

    /// <summary>How many of these rows the caller's organization sees, for a field that is a number itself.</summary>
    public static async Task<int> CountAsync<T>(this FieldContext context, Func<PartnerGraphDb, IQueryable<T>> rows)
    {
        await using var db = context.Open();
        return await rows(db).CountAsync(context.Cancellation);
    }

    /// <summary>The same where the count is a query of its own.</summary>
    public static Func<CancellationToken, Task<int?>> Counting(
        this FieldContext context,
        Tenant tenant,
        Func<PartnerGraphDb, CancellationToken, Task<int>> count
    )
    {
        var database = context.Services.GetRequiredService<Database>();
        return async cancellation =>
        {
            await using var db = database.Open(tenant);
            return await count(db, cancellation);
        };
    }

    /// <summary>How many rows there are in each of a level's lists, asked for all of them at once when the first is asked for.</summary>
    public static Func<TKey, Func<CancellationToken, Task<int?>>> CountingEach<TKey>(
        this FieldContext context,
        Tenant tenant,
        Func<PartnerGraphDb, CancellationToken, Task<IReadOnlyDictionary<TKey, int>>> counts
    )
        where TKey : struct
    {
        var database = context.Services.GetRequiredService<Database>();
        var cancellation = context.Cancellation;
        var all = new Lazy<Task<IReadOnlyDictionary<TKey, int>>>(async () =>
        {
            await using var db = database.Open(tenant);
            return await counts(db, cancellation);
        });
        return key => async _ => (await all.Value).GetValueOrDefault(key);
    }

    /// <summary>A row that each parent names by a key; null where the key is null or shows nothing.</summary>
    public static FieldBinding Load<TParent, TKey, TRow>(
        this ObjectBinding<TParent> type,
        string name,
        Func<TParent, TKey?> key,
        LoadByKeys<TKey, TRow> load
    )
        where TKey : struct
        where TRow : class =>
        type.Batch(
            name,
            async (parents, context) =>
            {
                var keys = parents.Select(key).OfType<TKey>().Distinct().ToArray();
                if (keys.Length == 0)
                {
                    return new TRow?[parents.Count];
                }

                await using var db = context.Open();
                var rows = await load(db, keys, context.Selection.MembersOf<TRow>(), context);
                return (IReadOnlyList<TRow?>)
                    [.. parents.Select(parent => key(parent) is { } own ? rows.GetValueOrDefault(own) : null)];
            }
        );
}
