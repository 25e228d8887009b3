using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>No two types have the same name (spec 3.4).</summary>
internal sealed class UniqueTypeNamesRule(SdlContext context) : SdlRule
{
    private readonly Dictionary<string, NameNode> known = new(StringComparer.Ordinal);

    public override void TypeDefinition(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        if (context.Schema?.FindType(name) is not null)
        {
            context.Report(
                $"Type \"{name}\" already exists in the schema. It cannot also be defined in this type definition.",
                node.Name
            );
        }
        else if (!known.TryAdd(name, node.Name))
        {
            context.Report($"There can be only one type named \"{name}\".", known[name], node.Name);
        }
    }
}
