using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>How a schema over plain data answers; every member has a default (spec 6.4).</summary>
public sealed record UntypedResolvers
{
    /// <summary>
    /// The value of a field: by default the parent dictionary's entry of that name, called where it is a <c>Func&lt;FieldContext, object?&gt;</c>.
    /// An <see cref="Exception"/> as a value, also inside a list, is a failed field.
    /// </summary>
    public Func<object?, FieldContext, object?> Resolve { get; init; } = PlainData.Property;

    /// <summary>Which fields load: <see cref="ResolveAsync"/> is asked for them.</summary>
    public Func<FieldDefinition, bool> Loads { get; init; } = _ => false;

    /// <summary>Which fields load for all parents at once: <see cref="ResolveAsync"/> is asked parent by parent inside one batch.</summary>
    public Func<FieldDefinition, bool> Batches { get; init; } = _ => false;

    /// <summary>The value of a field that loads; by default what <see cref="Resolve"/> gives.</summary>
    public Func<object?, FieldContext, Task<object?>>? ResolveAsync { get; init; }

    /// <summary>The object type's name of a value of an abstract type: by default its <c>__typename</c>.</summary>
    public Func<object, NamedType, string?> ResolveType { get; init; } = (value, _) => PlainData.TypeName(value);

    /// <summary>Whether a value is of an object type; null where no such check is made. Also asked for abstract types without <see cref="ResolveType"/>.</summary>
    public Func<object, ObjectType, bool?> IsTypeOf { get; init; } = (_, _) => null;

    /// <summary>The events of a subscription's field; null means that it gave none.</summary>
    public Func<FieldContext, object?>? Subscribe { get; init; }

    /// <summary>The root value.</summary>
    public object? Root { get; init; }
}
