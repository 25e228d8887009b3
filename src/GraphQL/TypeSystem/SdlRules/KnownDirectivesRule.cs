using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>Every applied directive exists and may stand where it stands (spec 5.7.1, 5.7.2).</summary>
internal sealed class KnownDirectivesRule : SdlRule
{
    private readonly SdlContext context;
    private readonly Dictionary<string, string[]> locations = new(StringComparer.Ordinal);

    public KnownDirectivesRule(SdlContext context)
    {
        this.context = context;
        foreach (var directive in context.ExistingDirectives)
        {
            locations[directive.Name] = [.. directive.Locations];
        }

        foreach (var directive in context.DefinedDirectives)
        {
            locations[directive.Name.Value] = [.. directive.Locations.Select(static name => name.Value)];
        }
    }

    public override void Directive(DirectiveNode node, string location)
    {
        var name = node.Name.Value;
        if (!locations.TryGetValue(name, out var allowed))
        {
            context.Report($"Unknown directive \"@{name}\".", node);
        }
        else if (!allowed.Contains(location))
        {
            context.Report($"Directive \"@{name}\" may not be used on {location}.", node);
        }
    }
}
