namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>Fields of input objects: at least one, of input types; of a one-of object nullable and without default (spec 3.10).</summary>
internal static class InputFields
{
    public static void Check(SchemaReport report, InputObjectType type)
    {
        if (type.Fields.Count == 0)
        {
            report.Add($"Input Object type {type.Name} must define one or more fields.", [.. SdlMembers.NodesOf(type)]);
        }

        foreach (var field in type.Fields)
        {
            Names.Check(report, field.Name, field.Node);
            var coordinate = $"{type.Name}.{field.Name}";
            if (!field.Type.IsInput)
            {
                report.Add($"The type of {coordinate} must be Input Type but got: {field.Type}.", field.Node?.Type);
            }

            Fields.CheckDeprecation(report, field, $"Required input field {coordinate} cannot be deprecated.");
            if (type.IsOneOf && field.Type.IsNonNull)
            {
                report.Add($"OneOf input field {coordinate} must be nullable.", field.Node?.Type);
            }

            if (type.IsOneOf && field.HasDefault)
            {
                report.Add($"OneOf input field {coordinate} cannot have a default value.", field.Node);
            }
        }
    }
}
