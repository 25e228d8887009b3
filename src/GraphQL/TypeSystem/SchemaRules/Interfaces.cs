using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>IsValidImplementation (spec 3.6, 3.7): what a type says it implements, it does.</summary>
internal static class Interfaces
{
    public static void Check(SchemaReport report, FieldsType type)
    {
        var seen = new HashSet<NamedType>();
        foreach (var declared in type.DeclaredInterfaces)
        {
            if (declared is not InterfaceType @interface)
            {
                report.Add(
                    $"Type {type.Name} must only implement Interface types, it cannot implement {declared}.",
                    [.. ImplementsNodes(type, declared)]
                );
            }
            else if (ReferenceEquals(type, @interface))
            {
                report.Add(
                    $"Type {type.Name} cannot implement itself because it would create a circular reference.",
                    [.. ImplementsNodes(type, @interface)]
                );
            }
            else if (!seen.Add(@interface))
            {
                report.Add(
                    $"Type {type.Name} can only implement {@interface.Name} once.",
                    [.. ImplementsNodes(type, @interface)]
                );
            }
            else
            {
                CheckAncestors(report, type, @interface);
                foreach (var field in @interface.Fields)
                {
                    CheckField(report, type, @interface, field);
                }
            }
        }
    }

    private static void CheckAncestors(SchemaReport report, FieldsType type, InterfaceType @interface)
    {
        foreach (var ancestor in @interface.DeclaredInterfaces)
        {
            if (type.DeclaredInterfaces.Contains(ancestor))
            {
                continue;
            }

            report.Add(
                ReferenceEquals(ancestor, type)
                    ? $"Type {type.Name} cannot implement {@interface.Name} because it would create a circular reference."
                    : $"Type {type.Name} must implement {ancestor.Name} because it is implemented by {@interface.Name}.",
                [.. ImplementsNodes(@interface, ancestor), .. ImplementsNodes(type, @interface)]
            );
        }
    }

    private static void CheckField(
        SchemaReport report,
        FieldsType type,
        InterfaceType @interface,
        FieldDefinition expected
    )
    {
        var wanted = $"{@interface.Name}.{expected.Name}";
        if (type.Fields.Find(expected.Name) is not { } field)
        {
            report.Add(
                $"Interface field {wanted} expected but {type.Name} does not provide it.",
                [expected.Node, .. SdlMembers.NodesOf(type)]
            );
            return;
        }

        var given = $"{type.Name}.{field.Name}";
        if (!TypeRelations.IsSubType(report.Schema, field.Type, expected.Type))
        {
            report.Add(
                $"Interface field {wanted} expects type {expected.Type} but {given} is type {field.Type}.",
                expected.Node?.Type,
                field.Node?.Type
            );
        }

        foreach (var argument in expected.Arguments)
        {
            CheckArgument(report, argument, field, wanted, given);
        }

        foreach (var argument in field.Arguments.Where(static argument => argument.IsRequired))
        {
            if (expected.Arguments.Find(argument.Name) is null)
            {
                report.Add(
                    $"Object field {given} includes required argument {argument.Name} that is missing from the Interface field {wanted}.",
                    argument.Node,
                    expected.Node
                );
            }
        }
    }

    private static void CheckArgument(
        SchemaReport report,
        InputValue expected,
        FieldDefinition field,
        string wanted,
        string given
    )
    {
        if (field.Arguments.Find(expected.Name) is not { } argument)
        {
            report.Add(
                $"Interface field argument {wanted}({expected.Name}:) expected but {given} does not provide it.",
                expected.Node,
                field.Node
            );
        }
        else if (!TypeRelations.AreEqual(expected.Type, argument.Type))
        {
            report.Add(
                $"Interface field argument {wanted}({expected.Name}:) expects type {expected.Type} but {given}({expected.Name}:) is type {argument.Type}.",
                expected.Node?.Type,
                argument.Node?.Type
            );
        }
    }

    private static IEnumerable<SyntaxNode> ImplementsNodes(FieldsType type, NamedType @interface) =>
        SdlMembers
            .NodesOf(type)
            .SelectMany(static node => SdlMembers.InterfacesOf(node))
            .Where(node => string.Equals(node.Name.Value, @interface.Name, StringComparison.Ordinal));
}
