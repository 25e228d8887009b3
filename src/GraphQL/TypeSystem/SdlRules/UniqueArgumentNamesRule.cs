using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>No two arguments of an applied directive have the same name (spec 5.4.2).</summary>
internal sealed class UniqueArgumentNamesRule(SdlContext context) : SdlRule
{
    public override void Directive(DirectiveNode node, string location)
    {
        foreach (var same in node.Arguments.GroupBy(static argument => argument.Name.Value, StringComparer.Ordinal))
        {
            SyntaxNode[] names = [.. same.Select(static argument => argument.Name)];
            if (names.Length > 1)
            {
                context.Report($"There can be only one argument named \"{same.Key}\".", names);
            }
        }
    }
}
