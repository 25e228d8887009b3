using System.Globalization;
using System.Text;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>
/// A query as somebody writes it who looks for a way around: the same thing under several names, over <c>node(id:)</c> and over long paths,
/// in fragments, behind <c>@include</c>, for lists of ids of anybody. The same for the same seed.
/// </summary>
public sealed class RandomOperation
{
    private const int MostAliases = 55;

    private readonly GraphQL.TypeSystem.Schema schema;
    private readonly IReadOnlyList<string> ids;
    private readonly Random random;
    private readonly StringBuilder fragments = new();
    private int aliases;
    private int fields;
    private int named;

    public RandomOperation(GraphQL.TypeSystem.Schema schema, IReadOnlyList<string> ids, int seed)
    {
        this.schema = schema;
        this.ids = ids;
        random = new Random(seed);
        Roots = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Root())];
        var text = new StringBuilder(
            "query($yes: Boolean = true, $no: Boolean = false) { __typename @include(if: $yes) @skip(if: $no) "
        );
        foreach (var root in Roots)
            Write(root, text);
        text.Append("} ").Append(fragments);
        Text = text.ToString();
    }

    public IReadOnlyList<Picked> Roots { get; }

    public string Text { get; }

    private Picked Root()
    {
        var all = schema.QueryType!.Fields;
        // node(id:) as often as all other fields together.
        var field = random.Next(2) == 0 ? all.Find("node")! : all[random.Next(all.Count)];
        return Pick(field, depth: 0, aliased: true);
    }

    private Picked Pick(FieldDefinition field, int depth, bool aliased)
    {
        fields++;
        var key = aliased ? $"a{aliases++}" : field.Name;
        var below = field.Type.Named;
        return new Picked(
            key,
            field,
            Arguments(field),
            below is ScalarType or EnumType
                ? []
                : [.. schema.PossibleTypes(below).Select(type => Below(type, depth + 1))]
        );
    }

    private Branch Below(ObjectType type, int depth)
    {
        var open = type.Fields.Where(field =>
            !field.Arguments.Any(argument => argument.IsRequired)
            && (depth < 9 || field.Type.Named is ScalarType or EnumType)
        );
        // A page alone shows nothing: what is in it is nearly always asked for.
        var most = fields > 150 ? 1 : random.Next(1, 4);
        var some = open.OrderBy(field => field.Name is "nodes" or "edges" or "node" ? -1 : random.NextDouble())
            .Take(most);
        return new Branch(type, [.. some.Where(_ => aliases < MostAliases).Select(field => Pick(field, depth, true))]);
    }

    private string Arguments(FieldDefinition field)
    {
        var given = field
            .Arguments.Select(argument =>
                argument.Name == "first" ? "first: 2"
                : argument is { Type.Named.Name: "ID" } && (argument.IsRequired || random.Next(2) == 0)
                    ? $"{argument.Name}: \"{ids[random.Next(ids.Count)]}\""
                : argument is { Type.Named.Name: "DateTime", IsRequired: true } ? EverySelection.Period(argument.Name)
                : argument.Type.Named is EnumType values && random.Next(3) == 0
                    ? $"{argument.Name}: {values.Values[random.Next(values.Values.Count)].Name}"
                : null
            )
            .OfType<string>()
            .ToArray();
        return given.Length == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private void Write(Picked field, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{field.Key}: {field.Field.Name}{field.Arguments}{Condition(12)}");
        if (field.Field.Type.Named is not (ScalarType or EnumType))
        {
            text.Append(" { __typename ");
            foreach (var branch in field.Below.Where(branch => branch.Fields.Count > 0))
                Write(branch, text);
            text.Append('}');
        }

        text.Append(' ');
    }

    private void Write(Branch branch, StringBuilder text)
    {
        var inside = new StringBuilder();
        foreach (var field in branch.Fields)
            Write(field, inside);
        if (random.Next(3) == 0)
        {
            var name = $"F{named++}";
            fragments.Append(CultureInfo.InvariantCulture, $"fragment {name} on {branch.Type.Name} {{ {inside}}} ");
            text.Append(CultureInfo.InvariantCulture, $"...{name}{Condition(6)} ");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"... on {branch.Type.Name}{Condition(6)} {{ {inside}}} ");
    }

    private string Condition(int oneIn) =>
        random.Next(oneIn) != 0 || fields > 100
            ? ""
            : random.Next(4) switch
            {
                0 => " @include(if: $yes)",
                1 => " @include(if: $no)",
                2 => " @skip(if: $no)",
                _ => " @skip(if: $yes)",
            };
}
