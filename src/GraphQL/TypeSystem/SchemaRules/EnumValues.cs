namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>Values of enums: at least one, with names that are allowed (spec 3.9).</summary>
internal static class EnumValues
{
    public static void Check(SchemaReport report, EnumType type)
    {
        if (type.Values.Count == 0)
        {
            report.Add($"Enum type {type.Name} must define one or more values.", [.. SdlMembers.NodesOf(type)]);
        }

        foreach (var value in type.Values)
        {
            Names.Check(report, value.Name, value.Node);
        }
    }
}
