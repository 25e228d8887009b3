using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Demo;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>Inputs that a mutation may well accept, made from the schema alone: what is required, with ids of somebody's things.</summary>
public sealed class MutationInputs(MatrixWorld world)
{
    private readonly NamedThings things = new(world);

    public static string Operation(FieldDefinition field) =>
        field.Arguments.Count == 0
            ? $"mutation {{ {field.Name} {{ __typename errors {{ code }} }} }}"
            : $"mutation($input: {field.Arguments[0].Type}) {{ {field.Name}(input: $input) {{ __typename errors {{ code }} }} }}";

    /// <summary>For each belonging some inputs; a mutation that names nothing by id has only one, for all.</summary>
    public IEnumerable<(Belonging Belonging, IReadOnlyList<object?> Inputs)> Of(
        MatrixCaller caller,
        FieldDefinition field
    )
    {
        if (field.Arguments is not [{ Type.Named: InputObjectType input }])
            return [(Belonging.Root, [null])];
        var ids = IdFields(input, field).Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length == 0)
            return [(Belonging.Root, [Value(input, field, new Dictionary<string, string>(StringComparer.Ordinal))])];
        return new[] { Belonging.Own, Belonging.Shared, Belonging.Foreign }.Select(belonging =>
            (
                belonging,
                (IReadOnlyList<object?>)
                    [.. things.Choices(caller, ids, belonging).Select(chosen => Value(input, field, chosen))]
            )
        );
    }

    /// <summary>An input with ids of nothing: for who is refused before anybody looks.</summary>
    public object? OfNothing(FieldDefinition field) =>
        field.Arguments is [{ Type.Named: InputObjectType input }]
            ? Value(
                input,
                field,
                IdFields(input, field).Distinct(StringComparer.Ordinal).ToDictionary(type => type, _ => "x")
            )
            : null;

    private IEnumerable<string> IdFields(InputObjectType input, FieldDefinition field) =>
        input
            .Fields.Where(one => one.IsRequired)
            .SelectMany(one =>
                one.Type.Named is InputObjectType inner ? IdFields(inner, field)
                : one.Type.Named.Name == "ID" ? [things.TypeOf(one.Name, field)]
                : []
            );

    private Dictionary<string, object?> Value(
        InputObjectType input,
        FieldDefinition field,
        IReadOnlyDictionary<string, string> ids
    ) =>
        input
            .Fields.Where(one => one.IsRequired)
            .ToDictionary(one => one.Name, one => Value(one.Type, one.Name, field, ids), StringComparer.Ordinal);

    private object? Value(
        GraphQLType type,
        string name,
        FieldDefinition field,
        IReadOnlyDictionary<string, string> ids
    ) =>
        type.Nullable switch
        {
            ListType list => new[] { Value(list.OfType, name, field, ids) },
            InputObjectType inner => Value(inner, field, ids),
            EnumType values => values.Values[0].Name,
            NamedType { Name: "ID" } => ids[things.TypeOf(name, field)],
            NamedType { Name: "Int" } => 1,
            NamedType { Name: "Float" } => 1.5,
            NamedType { Name: "Boolean" } => true,
            NamedType { Name: "DateTime" } => DateTimeOffset.UtcNow.AddDays(30),
            NamedType { Name: "EmailAddress" } => "somebody@words-of-a-test.example",
            NamedType { Name: "CountryCode" } => "DE",
            NamedType { Name: "URL" } => "https://www.words-of-a-test.example/",
            _ => name.EndsWith("pnId", StringComparison.Ordinal) ? DemoCast.Birch.MpnId
            : name.Equals("token", StringComparison.OrdinalIgnoreCase) ? new string('A', 43)
            : "words of a test",
        };
}
