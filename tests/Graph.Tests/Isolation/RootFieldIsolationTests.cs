using System.Collections.Concurrent;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Isolation;

/// <summary>
/// Every root field of the schema, asked by strangers with ids of other tenants: the answer is byte for byte the one for an id that
/// does not exist, holds nothing of the others, and changes nothing there. The fields come from the schema: a new one needs a probe.
/// </summary>
public sealed class RootFieldIsolationTests(WholePrograms programs)
{
    private static readonly ConcurrentDictionary<TestDatabase, Lazy<Task<TwoTenants>>> Worlds = new();

    public static IEnumerable<string> RootFields()
    {
        var schema = SchemaBuilder.Build(GraphSchema.Text());
        return ((ObjectType?[])[schema.QueryType, schema.MutationType, schema.SubscriptionType])
            .SelectMany(type => type!.Fields)
            .Select(field => field.Name);
    }

    public static TheoryData<TestDatabase, string> FieldsOnBothDatabases() =>
        new(
            RootFields()
                .SelectMany(field =>
                    Enum.GetValues<TestDatabase>()
                        .Select(database => new TheoryDataRow<TestDatabase, string>(database, field))
                )
        );

    [Fact]
    public void Every_root_field_has_a_probe_and_every_probe_a_root_field() =>
        RootFieldProbes.ByField.Keys.ShouldBe(RootFields(), ignoreOrder: true);

    /// <summary>Without it the comparison below would prove nothing: the ids are good for whoever they belong to.</summary>
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_first_tenants_themselves_are_answered_by_their_ids(TestDatabase database)
    {
        var tenants = await TenantsAsync(database);
        var names = tenants.Genuine;
        const string node = "query($id: ID!) { node(id: $id) { id } }";
        string[] ofReseller =
        [
            names.Reseller,
            names.Provider,
            names.Customer,
            names.CustomerUser,
            names.User,
            names.Partnership,
            names.Enrollment,
            names.Sent,
            names.Draft,
            names.ApiToken,
            names.Subscription,
            names.Order,
            names.Lead,
            names.ServiceRequest,
            names.SupportTicket,
        ];

        foreach (var id in ofReseller)
            (await tenants.First.Reseller.AskAsync(node, new { id })).Text("node.id").ShouldBe(id);
        (
            await tenants.First.Reseller.AskAsync(
                "query($id: ID!) { customers(partnerId: $id) { totalCount } }",
                new { id = names.Provider }
            )
        )
            .At("customers.totalCount")
            .GetInt32()
            .ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(FieldsOnBothDatabases))]
    public async Task A_stranger_learns_and_changes_nothing(TestDatabase database, string field)
    {
        var tenants = await TenantsAsync(database);
        RootFieldProbes.ByField.TryGetValue(field, out var probes).ShouldBeTrue($"{field} needs a probe");
        var before = await tenants.StateAsync();

        foreach (var (who, client) in await tenants.StrangersAsync())
        foreach (var probe in probes!)
        {
            var genuine = await client.SendAsync(probe.Query, probe.Variables?.Invoke(tenants.Genuine));
            genuine.Codes.ShouldNotContain("INTERNAL", genuine.Text);
            foreach (var canary in tenants.Canaries)
                genuine.Text.ShouldNotContain(canary, Case.Insensitive, $"as {who}: {probe.Query}");
            if (probe.Variables is null)
                continue;

            var unknown = await client.SendAsync(probe.Query, probe.Variables(tenants.Unknown));
            genuine.Text.ShouldBe(unknown.Text, $"as {who}: {probe.Query}");
            genuine.Status.ShouldBe(unknown.Status);
        }

        (await tenants.StateAsync()).ShouldBe(before);
    }

    private Task<TwoTenants> TenantsAsync(TestDatabase database) =>
        Worlds
            .GetOrAdd(
                database,
                key => new Lazy<Task<TwoTenants>>(async () =>
                    await TwoTenants.MakeAsync(await programs.RunningAsync(key))
                )
            )
            .Value;
}
