using System.Text;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>A field as it is asked for.</summary>
/// <param name="Key">Its name in the answer.</param>
/// <param name="Below">What is asked below it, for each object type that may stand there; empty for a leaf.</param>
public sealed record Picked(string Key, FieldDefinition Field, string Arguments, IReadOnlyList<Branch> Below)
{
    /// <summary>Of a thing that another thing names: it was not asked for by its own id, nor by a field of the query type.</summary>
    public bool IsNamed { get; init; }

    /// <summary>An id that only says which thing it is; the thing is asked for in its own right.</summary>
    public bool NamesOnly { get; init; }

    public void Write(StringBuilder text)
    {
        text.Append(Key == Field.Name ? Key : $"{Key}: {Field.Name}").Append(Arguments);
        if (Below.Count > 0)
            Branch.Write(Below, text);
        text.Append(' ');
    }
}

/// <summary>What is asked of an object where it is of this type.</summary>
public sealed record Branch(ObjectType Type, IReadOnlyList<Picked> Fields)
{
    public static string Text(IReadOnlyList<Branch> branches)
    {
        var text = new StringBuilder();
        Write(branches, text);
        return text.ToString();
    }

    public static void Write(IReadOnlyList<Branch> branches, StringBuilder text)
    {
        text.Append(" { __typename ");
        foreach (var branch in branches.Where(branch => branch.Fields.Count > 0))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"... on {branch.Type.Name} {{ ");
            foreach (var field in branch.Fields)
                field.Write(text);
            text.Append("} ");
        }

        text.Append("} ");
    }
}

/// <summary>
/// Everything that can be asked of a type, made from the schema alone: values and pages are opened, things with an id of their own are named
/// by id only, since they are asked for in their own right.
/// </summary>
/// <param name="pageSize">How many entries of a list are asked for.</param>
public sealed class EverySelection(GraphQL.TypeSystem.Schema schema, int pageSize)
{
    private readonly InterfaceType node = (InterfaceType)schema.FindType("Node")!;

    /// <param name="type">Of what.</param>
    /// <param name="nodes">How many steps to other things with an id are opened, too.</param>
    public Branch Of(ObjectType type, int nodes = 0) => new(type, Fields(type, nodes, [type], named: false));

    /// <summary>A field of a root with all that is below.</summary>
    /// <param name="idOf">The id for an argument that has to name something.</param>
    /// <param name="nodes">How many steps to things with an id are opened.</param>
    public Picked Root(FieldDefinition field, Func<string, string>? idOf = null, int nodes = 1) =>
        new(field.Name, field, Arguments(field, idOf), Below(field, nodes, [], named: false));

    public bool IsNode(NamedType type) => schema.PossibleTypes(type).Any(one => one.Interfaces.Contains(node));

    private IReadOnlyList<Picked> Fields(ObjectType type, int nodes, IReadOnlyList<ObjectType> above, bool named) =>
        [
            .. type
                .Fields.Where(field => !field.Arguments.Any(argument => argument.IsRequired))
                .Select(field => new Picked(
                    field.Name,
                    field,
                    Arguments(field, idOf: null),
                    Below(field, nodes, above, named)
                )
                {
                    IsNamed = named,
                }),
        ];

    private IReadOnlyList<Branch> Below(FieldDefinition field, int nodes, IReadOnlyList<ObjectType> above, bool named)
    {
        var type = field.Type.Named;
        if (type is ScalarType or EnumType)
            return [];
        if (type == node)
            return [new Branch(schema.PossibleTypes(node)[0], [])];
        var left = IsNode(type) ? nodes - 1 : nodes;
        // The first thing below a field of the query type is what was asked for; what it names, comes after.
        var isNamed = named || (IsNode(type) && above.Any(one => IsNode(one)));
        return Apart([
            .. schema
                .PossibleTypes(type)
                .Select(one => new Branch(
                    one,
                    left < 0 ? [Id(one)]
                        : above.Contains(one) ? []
                        : Fields(one, left, [.. above, one], isNamed)
                )),
        ]);
    }

    private static Picked Id(ObjectType type) => new("id", type.Fields.Find("id")!, "", []) { NamesOnly = true };

    /// <summary>A year between from and to.</summary>
    internal static string Period(string argument) =>
        $"{argument}: \"{(argument == "to" ? "2027" : "2026")}-06-01T00:00:00Z\"";

    private string Arguments(FieldDefinition field, Func<string, string>? idOf)
    {
        var given = field
            .Arguments.Select(argument =>
                argument.Name == "first" ? $"first: {pageSize}"
                : !argument.IsRequired ? null
                : argument.Type.Named is EnumType values ? $"{argument.Name}: {values.Values[0].Name}"
                : argument.Type.Named.Name is "Int" or "Float" ? $"{argument.Name}: 1"
                : argument.Type.Named.Name is "DateTime" ? Period(argument.Name)
                : $"{argument.Name}: \"{idOf?.Invoke(argument.Name)}\""
            )
            .OfType<string>()
            .ToArray();
        return given.Length == 0 ? "" : $"({string.Join(", ", given)})";
    }

    /// <summary>Two types may say the same name in two ways: each then gets a name of its own in the answer.</summary>
    private static IReadOnlyList<Branch> Apart(IReadOnlyList<Branch> branches)
    {
        var differing = branches
            .SelectMany(branch => branch.Fields)
            .GroupBy(field => field.Field.Name, StringComparer.Ordinal)
            .Where(same =>
                same.Select(field => field.Field.Type.ToString()).Distinct(StringComparer.Ordinal).Count() > 1
            )
            .Select(same => same.Key)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. branches.Select(branch =>
                branch with
                {
                    Fields =
                    [
                        .. branch.Fields.Select(field =>
                            differing.Contains(field.Key)
                                ? field with
                                {
                                    Key = $"{field.Key}Of{branch.Type.Name}",
                                }
                                : field
                        ),
                    ],
                }
            ),
        ];
    }
}
