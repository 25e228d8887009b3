using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>No two directives have the same name (spec 3.13).</summary>
internal sealed class UniqueDirectiveNamesRule(SdlContext context) : SdlRule
{
    private readonly Dictionary<string, NameNode> known = new(StringComparer.Ordinal);

    public override void DirectiveDefinition(DirectiveDefinitionNode node)
    {
        var name = node.Name.Value;
        if (context.Schema?.FindDirective(name) is not null)
        {
            context.Report($"Directive \"@{name}\" already exists in the schema. It cannot be redefined.", node.Name);
        }
        else if (!known.TryAdd(name, node.Name))
        {
            context.Report($"There can be only one directive named \"@{name}\".", known[name], node.Name);
        }
    }
}
