using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Which changes of types and defaults clients do not feel (spec 3).</summary>
internal static class ChangeSafety
{
    /// <summary>A reader of the old type understands every value of the new one.</summary>
    public static bool IsSafeForOutput(GraphQLType old, GraphQLType @new) =>
        (old, @new) switch
        {
            (NonNullType before, NonNullType after) => IsSafeForOutput(before.OfType, after.OfType),
            (NonNullType, _) => false,
            (_, NonNullType after) => IsSafeForOutput(old, after.OfType),
            (ListType before, ListType after) => IsSafeForOutput(before.OfType, after.OfType),
            (NamedType before, NamedType after) => string.Equals(before.Name, after.Name, StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>Every value of the old type is one of the new type.</summary>
    public static bool IsSafeForInput(GraphQLType old, GraphQLType @new) =>
        (old, @new) switch
        {
            (NonNullType before, NonNullType after) => IsSafeForInput(before.OfType, after.OfType),
            (NonNullType before, _) => IsSafeForInput(before.OfType, @new),
            (ListType before, ListType after) => IsSafeForInput(before.OfType, after.OfType),
            (NamedType before, NamedType after) => string.Equals(before.Name, after.Name, StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>The default with the fields of its objects in the order of their names: that order means nothing.</summary>
    public static string TextOfDefault(InputValue value) =>
        LiteralPrinter.FromValue(value.Default, value.Type) is { } literal ? Printer.Print(Sorted(literal)) : "null";

    private static ValueNode Sorted(ValueNode literal) =>
        literal switch
        {
            ListValueNode list => new ListValueNode { Values = [.. list.Values.Select(Sorted)] },
            ObjectValueNode @object => new ObjectValueNode
            {
                Fields =
                [
                    .. @object
                        .Fields.OrderBy(
                            static field => field.Name.Value,
                            Comparer<string>.Create(Errors.NaturalOrder.Compare)
                        )
                        .Select(static field => new ObjectFieldNode { Name = field.Name, Value = Sorted(field.Value) }),
                ],
            },
            _ => literal,
        };
}
