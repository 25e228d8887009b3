namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>A difference between two versions of a schema that clients may feel (spec 3: a schema evolves without versions).</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Description">Where, and from what to what.</param>
public sealed record SchemaChange(SchemaChangeKind Kind, string Description)
{
    /// <summary>Whether a valid document or its reader may fail; else the change is dangerous: it may surprise.</summary>
    public bool IsBreaking => Kind < SchemaChangeKind.ValueAddedToEnum;

    /// <summary>The name of the kind in capitals, such as <c>FIELD_REMOVED</c>.</summary>
    public string KindName =>
        string.Concat(
                Kind.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")
            )
            .ToUpperInvariant();
}

/// <summary>What changed between two versions of a schema: first what breaks, from <see cref="ValueAddedToEnum"/> on what is dangerous.</summary>
public enum SchemaChangeKind
{
    TypeRemoved,
    TypeChangedKind,
    TypeRemovedFromUnion,
    ValueRemovedFromEnum,
    RequiredInputFieldAdded,
    ImplementedInterfaceRemoved,
    FieldRemoved,
    FieldChangedKind,
    RequiredArgAdded,
    ArgRemoved,
    ArgChangedKind,
    DirectiveRemoved,
    DirectiveArgRemoved,
    RequiredDirectiveArgAdded,
    DirectiveRepeatableRemoved,
    DirectiveLocationRemoved,
    ValueAddedToEnum,
    TypeAddedToUnion,
    OptionalInputFieldAdded,
    OptionalArgAdded,
    ImplementedInterfaceAdded,
    ArgDefaultValueChange,
}
