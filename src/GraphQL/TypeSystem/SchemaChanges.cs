using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

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
        var difference = new Difference<NamedType>(old.Types, @new.Types, static type => type.Name);
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
        var difference = new Difference<EnumValueDefinition>(old.Values, @new.Values, static value => value.Name);
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
        var difference = new Difference<ObjectType>(old.Types, @new.Types, static type => type.Name);
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
        var difference = new Difference<InputValue>(old.Fields, @new.Fields, static field => field.Name);
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
            if (!IsSafeForInput(before.Type, after.Type))
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
        var difference = new Difference<FieldDefinition>(old.Fields, @new.Fields, static field => field.Name);
        foreach (var field in difference.Removed)
        {
            Add(SchemaChangeKind.FieldRemoved, $"{old.Name}.{field.Name} was removed.");
        }

        foreach (var (before, after) in difference.Kept)
        {
            CompareArguments($"{old.Name}.{before.Name}", before, after);
            if (!IsSafeForOutput(before.Type, after.Type))
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
        var difference = new Difference<InterfaceType>(old.Interfaces, @new.Interfaces, static type => type.Name);
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
        var difference = new Difference<InputValue>(old.Arguments, @new.Arguments, static argument => argument.Name);
        foreach (var argument in difference.Removed)
        {
            Add(SchemaChangeKind.ArgRemoved, $"{field} arg {argument.Name} was removed.");
        }

        foreach (var (before, after) in difference.Kept)
        {
            if (!IsSafeForInput(before.Type, after.Type))
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

        var (before, after) = (Sorted(old), Sorted(@new));
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
        var difference = new Difference<DirectiveDefinition>(
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
        var difference = new Difference<InputValue>(old.Arguments, @new.Arguments, static argument => argument.Name);
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

    /// <summary>A reader of the old type understands every value of the new one.</summary>
    private static bool IsSafeForOutput(GraphQLType old, GraphQLType @new) =>
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
    private static bool IsSafeForInput(GraphQLType old, GraphQLType @new) =>
        (old, @new) switch
        {
            (NonNullType before, NonNullType after) => IsSafeForInput(before.OfType, after.OfType),
            (NonNullType before, _) => IsSafeForInput(before.OfType, @new),
            (ListType before, ListType after) => IsSafeForInput(before.OfType, after.OfType),
            (NamedType before, NamedType after) => string.Equals(before.Name, after.Name, StringComparison.Ordinal),
            _ => false,
        };

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

    /// <summary>The default with the fields of its objects in the order of their names: that order means nothing.</summary>
    private static string Sorted(InputValue value) =>
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

    /// <summary>What two lists have and have not in common, by name.</summary>
    private sealed class Difference<T>
        where T : class
    {
        public Difference(IReadOnlyList<T> old, IReadOnlyList<T> @new, Func<T, string> name)
        {
            var newByName = @new.ToLookup(name, StringComparer.Ordinal);
            var oldNames = old.Select(name).ToHashSet(StringComparer.Ordinal);
            foreach (var item in old)
            {
                if (newByName[name(item)].LastOrDefault() is { } kept)
                {
                    Kept.Add((item, kept));
                }
                else
                {
                    Removed.Add(item);
                }
            }

            Added.AddRange(@new.Where(item => !oldNames.Contains(name(item))));
        }

        public List<T> Added { get; } = [];

        public List<T> Removed { get; } = [];

        public List<(T Old, T New)> Kept { get; } = [];
    }
}
