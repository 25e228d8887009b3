using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>Every argument of an applied directive is one that the directive has (spec 5.4.1).</summary>
internal sealed class KnownArgumentNamesOnDirectivesRule : SdlRule
{
    private readonly SdlContext context;
    private readonly Dictionary<string, string[]> arguments = new(StringComparer.Ordinal);

    public KnownArgumentNamesOnDirectivesRule(SdlContext context)
    {
        this.context = context;
        foreach (var directive in context.ExistingDirectives)
        {
            arguments[directive.Name] = [.. directive.Arguments.Select(static argument => argument.Name)];
        }

        foreach (var directive in context.DefinedDirectives)
        {
            arguments[directive.Name.Value] = [.. directive.Arguments.Select(static argument => argument.Name.Value)];
        }
    }

    public override void Directive(DirectiveNode node, string location)
    {
        if (!arguments.TryGetValue(node.Name.Value, out var known))
        {
            return;
        }

        foreach (var argument in node.Arguments)
        {
            var name = argument.Name.Value;
            if (!known.Contains(name))
            {
                context.Report(
                    $"Unknown argument \"{name}\" on directive \"@{node.Name.Value}\".{Suggestions.DidYouMean(name, known)}",
                    argument
                );
            }
        }
    }
}
