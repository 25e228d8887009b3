namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Finds the breaking and dangerous changes between two versions of a schema (spec 3).</summary>
public sealed class SchemaChanges
{
    private readonly List<SchemaChange> changes = [];

    private SchemaChanges() { }

    /// <summary>All changes: those of types in the order of the old schema, then those of directives.</summary>
    public static IReadOnlyList<SchemaChange> Find(Schema old, Schema @new)
    {
        var found = new SchemaChanges();
        found.CompareTypes(old, @new);
        found.CompareDirectives(old, @new);
        return found.changes;
    }

    private void Add(SchemaChangeKind kind, string description) => changes.Add(new SchemaChange(kind, description));

    private void CompareTypes(Schema old, Schema @new)
    {
        var difference = new MemberDifference<NamedType>(old.Types, @new.Types, static type => type.Name);
        foreach (var type in difference.Removed)
        {
            Add(
                SchemaChangeKind.TypeRemoved,
                BuiltInScalars.Find(type.Name) is null
                    ? $"{type.Name} was removed."
                    : $"Standard scalar {type.Name} was removed because it is not referenced anymore."
            );
        }

        foreach (var pair in difference.Kept)
        {
            switch (pair)
            {
                case (EnumType before, EnumType after):
                    CompareEnums(before, after);
                    break;
                case (UnionType before, UnionType after):
                    CompareUnions(before, after);
                    break;
                case (InputObjectType before, InputObjectType after):
                    CompareInputs(before, after);
                    break;
                case (ObjectType before, ObjectType after):
                    CompareFields(before, after);
                    break;
                case (InterfaceType before, InterfaceType after):
                    CompareFields(before, after);
                    break;
                case (ScalarType, ScalarType):
                    break;
                default:
                    Add(
                        SchemaChangeKind.TypeChangedKind,
                        $"{pair.Old.Name} changed from {KindOf(pair.Old)} to {KindOf(pair.New)}."
                    );
                    break;
            }
        }
    }

    private void CompareEnums(EnumType old, EnumType @new)
    {
        var difference = new MemberDifference<EnumValueDefinition>(old.Values, @new.Values, static value => value.Name);
        foreach (var value in difference.Added)
        {
            Add(SchemaChangeKind.ValueAddedToEnum, $"{value.Name} was added to enum type {old.Name}.");
        }

        foreach (var value in difference.Removed)
        {
            Add(SchemaChangeKind.ValueRemovedFromEnum, $"{value.Name} was removed from enum type {old.Name}.");
        }
    }

    private void CompareUnions(UnionType old, UnionType @new)
    {
        var difference = new MemberDifference<NamedType>(
            old.DeclaredTypes,
            @new.DeclaredTypes,
            static type => type.Name
        );
        foreach (var type in difference.Added)
        {
            Add(SchemaChangeKind.TypeAddedToUnion, $"{type.Name} was added to union type {old.Name}.");
        }

        foreach (var type in difference.Removed)
        {
            Add(SchemaChangeKind.TypeRemovedFromUnion, $"{type.Name} was removed from union type {old.Name}.");
        }
    }

    private void CompareInputs(InputObjectType old, InputObjectType @new)
    {
        var difference = new MemberDifference<InputValue>(old.Fields, @new.Fields, static field => field.Name);
        foreach (var field in difference.Added)
        {
            if (field.IsRequired)
            {
                Add(
                    SchemaChangeKind.RequiredInputFieldAdded,
                    $"A required field {field.Name} on input type {old.Name} was added."
                );
            }
            else
            {
                Add(
                    SchemaChangeKind.OptionalInputFieldAdded,
                    $"An optional field {field.Name} on input type {old.Name} was added."
                );
            }
        }

        foreach (var field in difference.Removed)
        {
            Add(SchemaChangeKind.FieldRemoved, $"{old.Name}.{field.Name} was removed.");
        }

        foreach (var (before, after) in difference.Kept)
        {
            if (!ChangeSafety.IsSafeForInput(before.Type, after.Type))
            {
                Add(
                    SchemaChangeKind.FieldChangedKind,
                    $"{old.Name}.{before.Name} changed type from {before.Type} to {after.Type}."
                );
            }
        }
    }

    private void CompareFields(FieldsType old, FieldsType @new)
    {
        var difference = new MemberDifference<FieldDefinition>(old.Fields, @new.Fields, static field => field.Name);
        foreach (var field in difference.Removed)
        {
            Add(SchemaChangeKind.FieldRemoved, $"{old.Name}.{field.Name} was removed.");
        }

        foreach (var (before, after) in difference.Kept)
        {
            CompareArguments($"{old.Name}.{before.Name}", before, after);
            if (!ChangeSafety.IsSafeForOutput(before.Type, after.Type))
            {
                Add(
                    SchemaChangeKind.FieldChangedKind,
                    $"{old.Name}.{before.Name} changed type from {before.Type} to {after.Type}."
                );
            }
        }

        CompareInterfaces(old, @new);
    }

    private void CompareInterfaces(FieldsType old, FieldsType @new)
    {
        var difference = new MemberDifference<NamedType>(
            old.DeclaredInterfaces,
            @new.DeclaredInterfaces,
            static type => type.Name
        );
        foreach (var type in difference.Added)
        {
            Add(
                SchemaChangeKind.ImplementedInterfaceAdded,
                $"{type.Name} added to interfaces implemented by {old.Name}."
            );
        }

        foreach (var type in difference.Removed)
        {
            Add(
                SchemaChangeKind.ImplementedInterfaceRemoved,
                $"{old.Name} no longer implements interface {type.Name}."
            );
        }
    }

    private void CompareArguments(string field, FieldDefinition old, FieldDefinition @new)
    {
        var difference = new MemberDifference<InputValue>(
            old.Arguments,
            @new.Arguments,
            static argument => argument.Name
        );
        foreach (var argument in difference.Removed)
        {
            Add(SchemaChangeKind.ArgRemoved, $"{field} arg {argument.Name} was removed.");
        }

        foreach (var (before, after) in difference.Kept)
        {
            if (!ChangeSafety.IsSafeForInput(before.Type, after.Type))
            {
                Add(
                    SchemaChangeKind.ArgChangedKind,
                    $"{field} arg {before.Name} has changed type from {before.Type} to {after.Type}."
                );
            }
            else if (before.HasDefault)
            {
                CompareDefaults($"{field} arg {before.Name}", before, after);
            }
        }

        foreach (var argument in difference.Added)
        {
            if (argument.IsRequired)
            {
                Add(SchemaChangeKind.RequiredArgAdded, $"A required arg {argument.Name} on {field} was added.");
            }
            else
            {
                Add(SchemaChangeKind.OptionalArgAdded, $"An optional arg {argument.Name} on {field} was added.");
            }
        }
    }

    private void CompareDefaults(string argument, InputValue old, InputValue @new)
    {
        if (!@new.HasDefault)
        {
            Add(SchemaChangeKind.ArgDefaultValueChange, $"{argument} defaultValue was removed.");
            return;
        }

        var (before, after) = (ChangeSafety.TextOfDefault(old), ChangeSafety.TextOfDefault(@new));
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            Add(
                SchemaChangeKind.ArgDefaultValueChange,
                $"{argument} has changed defaultValue from {before} to {after}."
            );
        }
    }

    private void CompareDirectives(Schema old, Schema @new)
    {
        var difference = new MemberDifference<DirectiveDefinition>(
            old.Directives,
            @new.Directives,
            static directive => directive.Name
        );
        foreach (var directive in difference.Removed)
        {
            Add(SchemaChangeKind.DirectiveRemoved, $"{directive.Name} was removed.");
        }

        foreach (var (before, after) in difference.Kept)
        {
            CompareDirective(before, after);
        }
    }

    private void CompareDirective(DirectiveDefinition old, DirectiveDefinition @new)
    {
        var difference = new MemberDifference<InputValue>(
            old.Arguments,
            @new.Arguments,
            static argument => argument.Name
        );
        foreach (var argument in difference.Added.Where(static argument => argument.IsRequired))
        {
            Add(
                SchemaChangeKind.RequiredDirectiveArgAdded,
                $"A required arg {argument.Name} on directive {old.Name} was added."
            );
        }

        foreach (var argument in difference.Removed)
        {
            Add(SchemaChangeKind.DirectiveArgRemoved, $"{argument.Name} was removed from {old.Name}.");
        }

        if (old.IsRepeatable && !@new.IsRepeatable)
        {
            Add(SchemaChangeKind.DirectiveRepeatableRemoved, $"Repeatable flag was removed from {old.Name}.");
        }

        foreach (var location in old.Locations.Except(@new.Locations, StringComparer.Ordinal))
        {
            Add(SchemaChangeKind.DirectiveLocationRemoved, $"{location} was removed from {old.Name}.");
        }
    }

    private static string KindOf(NamedType type) =>
        type switch
        {
            ScalarType => "a Scalar type",
            ObjectType => "an Object type",
            InterfaceType => "an Interface type",
            UnionType => "a Union type",
            EnumType => "an Enum type",
            _ => "an Input type",
        };
}
