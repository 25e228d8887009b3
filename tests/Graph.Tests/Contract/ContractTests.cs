using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Contract;

/// <summary>schema.graphql against what clients were promised (promised.graphql), and against what it owes its readers.</summary>
public sealed class ContractTests
{
    private static readonly GraphQL.TypeSystem.Schema Promised = SchemaBuilder.Build(
        File.ReadAllText(RepositoryRoot.At("tests", "Graph.Tests", "Contract", "promised.graphql"))
    );

    private static readonly GraphQL.TypeSystem.Schema Own = SchemaBuilder.Build(GraphSchema.Text());

    [Fact]
    public void Nothing_that_was_promised_is_broken() =>
        SchemaChanges.Find(Promised, Own).Where(change => change.IsBreaking).ShouldBeEmpty();

    /// <summary>Stricter than "not breaking": a field that became non-null, or an argument that became nullable, is no longer what was agreed.</summary>
    [Fact]
    public void Every_promised_field_argument_and_input_field_has_exactly_its_type()
    {
        var own = Lines(Own).ToHashSet(StringComparer.Ordinal);
        var promised = Lines(Promised).ToList();

        promised.Count.ShouldBeGreaterThan(600);
        promised.Where(line => !own.Contains(line)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_field_argument_and_enum_value_is_described()
    {
        var bare = Described(Own)
            .Where(member => string.IsNullOrWhiteSpace(member.Description))
            .Select(one => one.Name);

        bare.ShouldBeEmpty();
    }

    [Fact]
    public void Every_description_is_a_sentence()
    {
        var unfinished = Described(Own)
            .Where(member => member.Description is { } text && !(text.EndsWith('.') || text.EndsWith('…')))
            .Select(one => one.Name);

        unfinished.ShouldBeEmpty();
    }

    /// <summary>The voice of the contract, also for what was added to it.</summary>
    [Fact]
    public void Every_mutation_has_an_input_and_a_payload_of_its_own_name()
    {
        foreach (var field in Own.MutationType!.Fields)
        {
            var name = char.ToUpperInvariant(field.Name[0]) + field.Name[1..];
            field.Type.ToString().ShouldBe(name + "Payload");
            if (field.Arguments.Count > 0)
                field.Arguments.ShouldHaveSingleItem().Type.ToString().ShouldBe(name + "Input!");
        }
    }

    [Fact]
    public void Every_list_that_can_grow_is_a_connection_with_all_four_paging_arguments()
    {
        var connections = Own
            .Types.OfType<FieldsType>()
            .SelectMany(type => type.Fields)
            .Where(field => field.Type.Named.Name.EndsWith("Connection", StringComparison.Ordinal))
            .ToList();

        connections.Count.ShouldBeGreaterThan(10);
        foreach (var field in connections)
        {
            var arguments = field.Arguments.Select(argument => $"{argument.Name}: {argument.Type}").ToList();
            arguments.TakeLast(4).ShouldBe(["first: Int", "after: String", "last: Int", "before: String"], field.Name);
        }
    }

    /// <summary>What a role may not see is null: one refusal never takes another field's answer away.</summary>
    [Fact]
    public void Every_root_field_that_needs_a_sign_in_is_nullable()
    {
        string[] forEverybody = ["providerDirectory"];
        var fields = Own.QueryType!.Fields.Concat(Own.MutationType!.Fields);

        fields.Where(field => field.Type.IsNonNull).Select(field => field.Name).ShouldBe(forEverybody);
    }

    private static IEnumerable<string> Lines(GraphQL.TypeSystem.Schema schema)
    {
        foreach (var type in schema.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            yield return $"{type.GetType().Name} {type.Name}";
            foreach (var line in Members(type))
                yield return $"{type.Name}.{line}";
        }
    }

    private static IEnumerable<string> Members(NamedType type) =>
        type switch
        {
            FieldsType fields =>
            [
                .. fields.Interfaces.Select(face => $"implements {face.Name}"),
                .. fields.Fields.Select(field => $"{field.Name}: {field.Type}"),
                .. fields.Fields.SelectMany(field =>
                    field.Arguments.Select(argument => $"{field.Name}({argument.Name}: {argument.Type})")
                ),
            ],
            InputObjectType input => input.Fields.Select(field => $"{field.Name}: {field.Type}"),
            EnumType values => values.Values.Select(value => value.Name),
            ScalarType scalar => [$"specified by {scalar.SpecifiedByUrl}"],
            _ => [],
        };

    private static IEnumerable<(string Name, string? Description)> Described(GraphQL.TypeSystem.Schema schema)
    {
        foreach (var type in schema.Types.Where(type => type.Node is not null))
        {
            yield return (type.Name, type.Description);
            IEnumerable<SchemaMember> members = type switch
            {
                FieldsType fields => fields.Fields,
                InputObjectType input => input.Fields,
                EnumType values => values.Values,
                _ => [],
            };
            foreach (var member in members)
                yield return ($"{type.Name}.{member.Name}", member.Description);
            if (type is FieldsType { Fields: var own })
            {
                foreach (var field in own)
                foreach (var argument in field.Arguments)
                    yield return ($"{type.Name}.{field.Name}({argument.Name})", argument.Description);
            }
        }
    }
}
