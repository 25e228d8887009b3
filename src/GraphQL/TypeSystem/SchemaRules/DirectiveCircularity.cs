namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>
/// No directive is used within its own definition: on its arguments, or on the types of these and all below them (spec 3.13,
/// "Type Validation"). The reference does not look for that.
/// </summary>
internal static class DirectiveCircularity
{
    public static void Check(SchemaReport report)
    {
        foreach (var directive in report.Schema.Directives)
        {
            var search = new Search(report.Schema);
            search.Enter(directive);
            if (search.Names.Contains(directive.Name))
            {
                report.Add($"Directive @{directive.Name} cannot be used within its own definition.", directive.Node);
            }
        }
    }

    /// <summary>All directives that a definition uses, however far away.</summary>
    private sealed class Search(Schema schema)
    {
        private readonly HashSet<NamedType> types = [];

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public void Enter(DirectiveDefinition directive)
        {
            foreach (var argument in directive.Arguments)
            {
                Enter(argument);
            }
        }

        private void Enter(InputValue value)
        {
            Use(value.AppliedDirectives);
            var type = value.Type.Named;
            if (!types.Add(type))
            {
                return;
            }

            Use(type.AppliedDirectives);
            switch (type)
            {
                case EnumType @enum:
                    foreach (var each in @enum.Values)
                    {
                        Use(each.AppliedDirectives);
                    }

                    break;
                case InputObjectType input:
                    foreach (var field in input.Fields)
                    {
                        Enter(field);
                    }

                    break;
                default:
                    break;
            }
        }

        private void Use(IReadOnlyList<AppliedDirective> applied)
        {
            foreach (var each in applied)
            {
                if (Names.Add(each.Name) && schema.Directives.FirstOrDefault(one => one.Name == each.Name) is { } used)
                {
                    Enter(used);
                }
            }
        }
    }
}
