namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>Directives: names, locations, and arguments of input types (spec 3.13, "Type Validation").</summary>
internal static class DirectiveDefinitions
{
    public static void Check(SchemaReport report)
    {
        foreach (var directive in report.Schema.Directives)
        {
            Names.Check(report, directive.Name, directive.Node);
            if (directive.Locations.Count == 0)
            {
                report.Add($"Directive @{directive.Name} must include 1 or more locations.", directive.Node);
            }

            foreach (var argument in directive.Arguments)
            {
                Names.Check(report, argument.Name, argument.Node);
                var coordinate = $"@{directive.Name}({argument.Name}:)";
                if (!argument.Type.IsInput)
                {
                    report.Add($"The type of {coordinate} must be Input Type but got: {argument.Type}.", argument.Node);
                }

                Fields.CheckDeprecation(report, argument, $"Required argument {coordinate} cannot be deprecated.");
            }
        }
    }
}
