namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>Fields of objects and interfaces: at least one, of output types, with arguments of input types (spec 3.6, 3.7).</summary>
internal static class Fields
{
    public static void Check(SchemaReport report, FieldsType type)
    {
        if (type.Fields.Count == 0)
        {
            report.Add($"Type {type.Name} must define one or more fields.", [.. SdlMembers.NodesOf(type)]);
        }

        foreach (var field in type.Fields)
        {
            Names.Check(report, field.Name, field.Node);
            if (!field.Type.IsOutput)
            {
                report.Add(
                    $"The type of {type.Name}.{field.Name} must be Output Type but got: {field.Type}.",
                    field.Node?.Type
                );
            }

            foreach (var argument in field.Arguments)
            {
                CheckArgument(report, argument, $"{type.Name}.{field.Name}({argument.Name}:)");
            }
        }
    }

    /// <summary>What has to be given cannot be deprecated: nobody could stop giving it (spec 3.13.3).</summary>
    public static void CheckDeprecation(SchemaReport report, InputValue value, string message)
    {
        if (value is { IsRequired: true, DeprecationReason: not null })
        {
            report.Add(message, SchemaReport.DeprecatedNode(value), value.Node?.Type);
        }
    }

    private static void CheckArgument(SchemaReport report, InputValue argument, string coordinate)
    {
        Names.Check(report, argument.Name, argument.Node);
        if (!argument.Type.IsInput)
        {
            report.Add($"The type of {coordinate} must be Input Type but got: {argument.Type}.", argument.Node?.Type);
        }

        CheckDeprecation(report, argument, $"Required argument {coordinate} cannot be deprecated.");
    }
}
