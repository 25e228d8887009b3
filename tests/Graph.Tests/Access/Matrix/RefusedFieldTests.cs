using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>What is refused is refused before anything is fetched for it.</summary>
[Collection(nameof(MatrixFixture))]
public sealed class RefusedFieldTests(MatrixFixture fixture)
{
    private readonly MatrixWorld world = fixture.World;

    [Fact]
    public async Task A_refused_root_field_costs_no_statement()
    {
        var nobody = world.Callers.First(caller => caller.Group == "reseller");
        var asked = 0;
        foreach (var field in world.Schema.QueryType!.Fields.Where(field => Refuses(field, nobody)))
        {
            var arguments = new EverySelection(world.Schema, pageSize: 1).Root(field, _ => "x").Arguments;
            await AssertCostsNothingAsync(nobody, $"{{ {field.Name}{arguments} {{ __typename }} }}");
            asked++;
        }

        foreach (var field in world.Schema.MutationType!.Fields.Where(field => Refuses(field, nobody)))
        {
            var input = new MutationInputs(world).OfNothing(field);
            await AssertCostsNothingAsync(nobody, MutationInputs.Operation(field), new { input });
            asked++;
        }

        asked.ShouldBeGreaterThan(30);
    }

    /// <summary>Asking for the object with the refused field sends the very statements that asking without it does.</summary>
    [Fact]
    public async Task A_refused_field_of_an_object_costs_no_statement_and_no_column()
    {
        var asked = 0;
        foreach (var type in world.Schema.Types.OfType<ObjectType>().Where(type => type != world.Schema.QueryType))
        foreach (var field in type.Fields.Where(field => AuthorizeDirective.NameOf(field) is not null))
        {
            foreach (var caller in world.Callers.Where(caller => caller.Caller is not null && Refuses(field, caller)))
            {
                if (await ReachedAsync(caller, type) is not { } id)
                    continue;
                var without = await StatementsAsync(caller, Query(id, type, ""));
                var with = await StatementsAsync(caller, Query(id, type, Text(field)));
                with.ShouldBe(without, $"{type.Name}.{field.Name} as {caller.Name}");
                asked++;
                break;
            }
        }

        asked.ShouldBeGreaterThan(4);
    }

    private static bool Refuses(FieldDefinition field, MatrixCaller caller) =>
        AuthorizeDirective.PermissionOf(field)?.Refuse(caller.Caller) is not null;

    private static string Text(FieldDefinition field) =>
        field.Type.Named is ScalarType or EnumType ? field.Name : $"{field.Name} {{ __typename }}";

    private static string Query(string id, ObjectType type, string field) =>
        $"{{ node(id: \"{id}\") {{ __typename ... on {type.Name} {{ __typename {field} }} }} }}";

    /// <summary>Something of the type that the caller may have without the field; null where there is none.</summary>
    private async Task<string?> ReachedAsync(MatrixCaller caller, ObjectType type)
    {
        var ids = world
            .Ids(caller, type.Name, Belonging.Own, 1)
            .Concat(world.Ids(caller, type.Name, Belonging.Shared, 1));
        foreach (var id in ids)
        {
            var answer = await world.AskAsync(caller.Caller, Query(id, type, ""));
            if (answer.At("node") is { ValueKind: System.Text.Json.JsonValueKind.Object })
                return id;
        }

        return null;
    }

    private async Task AssertCostsNothingAsync(MatrixCaller caller, string operation, object? variables = null)
    {
        var statements = await fixture.Statements.OfAsync(async () =>
            (await world.AskAsync(caller.Caller, operation, variables)).Errors.Values.ShouldBe(["FORBIDDEN"], operation)
        );
        // That it was tried is kept; nothing is looked up for it.
        statements
            .Where(text => !text.StartsWith("insert into audit_events", StringComparison.OrdinalIgnoreCase))
            .ShouldBeEmpty(operation);
    }

    private Task<IReadOnlyList<string>> StatementsAsync(MatrixCaller caller, string query) =>
        fixture.Statements.OfAsync(() => world.AskAsync(caller.Caller, query));
}
