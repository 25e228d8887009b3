using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>An applied directive has all arguments that it requires (spec 5.4.3).</summary>
internal sealed class ProvidedRequiredArgumentsOnDirectivesRule : SdlRule
{
    private readonly SdlContext context;
    private readonly Dictionary<string, (string Name, string Type)[]> required = new(StringComparer.Ordinal);

    public ProvidedRequiredArgumentsOnDirectivesRule(SdlContext context)
    {
        this.context = context;
        foreach (var directive in context.ExistingDirectives)
        {
            required[directive.Name] =
            [
                .. directive
                    .Arguments.Where(static argument => argument.IsRequired)
                    .Select(static argument => (argument.Name, argument.Type.ToString()!)),
            ];
        }

        foreach (var directive in context.DefinedDirectives)
        {
            required[directive.Name.Value] =
            [
                .. directive
                    .Arguments.Where(static node => node is { Type: NonNullTypeNode, DefaultValue: null })
                    .Select(static node => (node.Name.Value, TypeReference.TextOf(node.Type))),
            ];
        }
    }

    public override void LeaveDirective(DirectiveNode node)
    {
        foreach (var (name, type) in required.GetValueOrDefault(node.Name.Value, []))
        {
            if (!node.Arguments.Any(argument => string.Equals(argument.Name.Value, name, StringComparison.Ordinal)))
            {
                context.Report(
                    $"Directive \"@{node.Name.Value}\" argument \"{name}\" of type \"{type}\" is required, but it was not provided.",
                    node
                );
            }
        }
    }
}
