using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Access.Matrix;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Isolation;

/// <summary>
/// Operations made by chance, with ids of everybody, asked by one tenant's people of two databases that differ in another tenant's private
/// rows alone: what was there before it did all sorts of things and every text of its rows became another, and what is there afterwards.
/// The answers are equal by the byte.
/// </summary>
public sealed partial class TwinTests
{
    /// <summary>PARTNERGRAPH_TWIN_OPERATIONS asks for more of them, PARTNERGRAPH_TWIN_SEED for others. Each is asked of both twins.</summary>
    private static readonly int Operations = SoakPart.Size("PARTNERGRAPH_TWIN_OPERATIONS", 1_250);
    private static readonly int Seed = SoakPart.Size("PARTNERGRAPH_TWIN_SEED", 20_261);

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Whatever_is_asked_another_tenants_private_rows_do_not_matter(TestDatabase database)
    {
        var clock = new ShiftedClock();
        var begun = TimeProvider.System.GetTimestamp();
        await using var running = await WholeProgram.StartAsync(database, clock, ("GraphQL__MaxCost", "200000"));
        var tenants = await TwoTenants.MakeAsync(running);
        await AllSentAsync(running);
        // What was mailed a moment ago may not be mailed again yet: how fast the machine is must not decide an answer.
        clock.GoOn(TimeSpan.FromMinutes(10));
        var people = await PeopleAsync(tenants);
        var (own, secrets) = await KnownAsync(tenants);
        var unknown = secrets.Where(IsId).ToDictionary(id => id, UnknownOf, StringComparer.Ordinal);
        var operations = Operate(running, [.. own.Where(IsId), .. unknown.Keys]);

        var before = new List<string>();
        for (var at = 0; at < operations.Count; at++)
        {
            var (person, operation) = (people[at % people.Count], operations[at]);
            var answer = (await person.SendAsync(operation)).Text;
            secrets.Where(answer.Contains).ShouldBeEmpty($"{operation}\n{answer}");
            var nowhere = IdInText().Replace(operation, id => unknown.GetValueOrDefault(id.Value, id.Value));
            if (nowhere != operation)
                (await person.SendAsync(nowhere)).Text.ShouldBe(answer, operation);
            answer.ShouldNotContain("\"INTERNAL\"", Case.Sensitive, operation);
            before.Add(answer);
        }

        await ActAsync(tenants);
        (await RewriteAsync(running, tenants)).ShouldBeGreaterThan(20);

        for (var at = 0; at < operations.Count; at++)
            (await people[at % people.Count].SendAsync(operations[at])).Text.ShouldBe(before[at], operations[at]);
        // Otherwise little would be shown by that.
        before.Count(answer => own.Any(answer.Contains)).ShouldBeGreaterThan(Operations / 10);
        SoakPart.Tell(
            $"operations over twin databases, {database}",
            Operations,
            TimeProvider.System.GetElapsedTime(begun),
            $"no foreign word, equal by the byte (seed {Seed})"
        );
    }

    private static async Task<IReadOnlyList<GraphClient>> PeopleAsync(TwoTenants tenants) =>
        [.. (await tenants.StrangersAsync()).Take(3).Select(stranger => stranger.Client)];

    /// <summary>
    /// Every text that the second tenants are shown of their own, and every one that the first tenants alone are shown: ids, names, addresses,
    /// moments. The first provider's listing is everybody's to read.
    /// </summary>
    private static async Task<(IReadOnlySet<string> Own, IReadOnlyList<string> Secrets)> KnownAsync(TwoTenants tenants)
    {
        var own = TextsIn(await TwoTenants.StateOfAsync(tenants.Second));
        var listed = tenants.First.Provider;
        var secrets = TextsIn(await tenants.StateAsync())
            .Concat(tenants.Canaries)
            .Concat(tenants.Genuine.Nodes)
            .Except(own)
            .Except([listed.Id, listed.Name, listed.Domain, tenants.Genuine.Listing])
            // What stands in a listing as such.
            .Where(text => !text.Contains(listed.Domain, StringComparison.OrdinalIgnoreCase));
        return (own, [.. secrets]);
    }

    private static HashSet<string> TextsIn(string answers)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in answers.Split('\n'))
        {
            using var json = JsonDocument.Parse(answer);
            Gather(json.RootElement.GetProperty("data"), texts);
        }

        return texts;
    }

    private static void Gather(JsonElement part, HashSet<string> texts)
    {
        switch (part.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in part.EnumerateObject())
                    Gather(property.Value, texts);
                break;
            case JsonValueKind.Array:
                foreach (var one in part.EnumerateArray())
                    Gather(one, texts);
                break;
            case JsonValueKind.String when part.GetString()!.Length > 9:
                texts.Add(part.GetString()!);
                break;
        }
    }

    private static bool IsId(string text) => GlobalId.TryParse(text, out _, out _);

    private static string UnknownOf(string id)
    {
        GlobalId.TryParse(id, out var kind, out _).ShouldBeTrue();
        return GlobalId.Of(kind, Guid.CreateVersion7());
    }

    private static IReadOnlyList<string> Operate(WholeProgram running, IEnumerable<string> ids)
    {
        var schema = running.Server.Services.GetRequiredService<BoundSchema>().Schema;
        var pool = ids.Order(StringComparer.Ordinal).ToList();
        return [.. Enumerable.Range(Seed, Operations).Select(seed => new RandomOperation(schema, pool, seed).Text)];
    }

    private static async Task ActAsync(TwoTenants tenants)
    {
        var (program, first) = (tenants.Program, tenants.First);
        await program.AddUserAsync(first.Reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");
        await program.AddUserAsync(first.Customer, "NOT_AN_AGENT", "USER_MANAGEMENT_ADMIN");
        await PartnerProgram.DraftAsync(first.Reseller, PartnerProgram.NewCustomerEmail());
        await first.Provider.DoAsync("createApiToken", new { name = "robot", scopes = new[] { "READ" } });
        await first.Reseller.DoAsync("openSupportTicket", new { title = "Another", description = "And another." });
        await program.CustomerAsync(first.Reseller);
        await program.AuthorizeAsync(first.Provider, await program.ResellerAsync());
        await program.JointCustomerAsync(first.Reseller, first.Provider);
        await first.Customer.DoAsync("endCustomerRelationship", new { partnerId = first.Reseller.Id });
        await first.Provider.DoAsync("endPartnership", new { partnershipId = first.Partnership });
    }

    /// <summary>Every text of every row that the first tenants have to themselves becomes another, whatever table it is in.</summary>
    private static async Task<int> RewriteAsync(WholeProgram running, TwoTenants tenants)
    {
        await using var db = running.Server.Open();
        var (first, second) = (OrganizationsOf(tenants.First), OrganizationsOf(tenants.Second));
        var rewritten = 0;
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && !IsLeft(entity)))
        {
            var owners = entity
                .GetProperties()
                .Where(IsOrganization)
                .Select(property => property.GetColumnName())
                .ToList();
            var others = entity.GetProperties().Select(Other).OfType<string>().ToList();
            if (owners.Count == 0 || others.Count == 0)
                continue;
            var some = string.Join(" or ", owners.Select(column => $"\"{column}\" in ({first})"));
            var none = string.Join(
                " and ",
                owners.Select(column => $"(\"{column}\" is null or \"{column}\" not in ({second}))")
            );
            var statement = $"update {entity.GetTableName()} set {string.Join(", ", others)} where ({some}) and {none}";
            rewritten += await db.Database.ExecuteSqlRawAsync(statement);
        }

        return rewritten;
    }

    private static string OrganizationsOf(Trio trio) =>
        string.Join(
            ", ",
            ((Member[])[trio.Reseller, trio.Provider, trio.Customer]).Select(member =>
            {
                GlobalId.TryParse(member.Id, out _, out var id).ShouldBeTrue();
                return $"'{id.ToString().ToUpperInvariant()}'";
            })
        );

    // The name of an organization stands in the directory; and what the worker is about to send it has to be able to read.
    private static bool IsLeft(IEntityType entity) =>
        entity.GetTableName() is null
        || entity.ClrType == typeof(Organization)
        || entity.ClrType == typeof(OutboxMessage)
        || entity.ClrType.Name.Contains("Listing", StringComparison.Ordinal);

    private static bool IsOrganization(IProperty property) =>
        property.ClrType == typeof(OrganizationId) || property.ClrType == typeof(OrganizationId?);

    /// <summary>Null for what has to stay: keys, what is unique, and what is neither a text nor one of a few names.</summary>
    private static string? Other(IProperty property)
    {
        if (property.IsKey() || property.GetContainingIndexes().Any(index => index.IsUnique))
            return null;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var store = property.GetColumnType().Split('(')[0];
        var other =
            store is not ("TEXT" or "text" or "character varying") ? null
            : type.IsEnum ? Enum.GetNames(type)[^1]
            : type == typeof(string) && property.GetValueConverter() is null ? "other"
            : null;
        return other is null ? null : $"\"{property.GetColumnName()}\" = '{other}'";
    }

    private static async Task AllSentAsync(WholeProgram running)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var db = running.Server.Open();
        while (await db.Outbox.AnyAsync(mail => mail.Status != MailStatus.Sent, patience.Token))
            await Task.Delay(50, patience.Token);
    }

    [GeneratedRegex("(?<=\")[A-Za-z0-9_=-]{20,}(?=\")", RegexOptions.None, 1000)]
    private static partial Regex IdInText();
}
