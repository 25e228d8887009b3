using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>Each kind of operation has one root type (spec 3.3.1).</summary>
internal sealed class UniqueOperationTypesRule(SdlContext context) : SdlRule
{
    private readonly Dictionary<OperationType, OperationTypeDefinitionNode> defined = [];

    public override void Schema(DefinitionNode node)
    {
        foreach (var root in SdlMembers.OperationTypesOf(node))
        {
            var name = root.Operation.ToString().ToLowerInvariant();
            if (context.Schema?.DeclaredRoots.ContainsKey(root.Operation) == true)
            {
                context.Report($"Type for {name} already defined in the schema. It cannot be redefined.", root);
            }
            else if (!defined.TryAdd(root.Operation, root))
            {
                context.Report($"There can be only one {name} type in schema.", defined[root.Operation], root);
            }
        }
    }
}
