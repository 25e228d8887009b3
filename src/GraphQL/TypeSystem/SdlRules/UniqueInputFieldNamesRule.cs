using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>No two fields of an input object literal have the same name (spec 5.6.3).</summary>
internal sealed class UniqueInputFieldNamesRule(SdlContext context) : SdlRule
{
    public override void ObjectValue(ObjectValueNode node)
    {
        var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var field in node.Fields)
        {
            if (!known.TryAdd(field.Name.Value, field.Name))
            {
                context.Report(
                    $"There can be only one input field named \"{field.Name.Value}\".",
                    known[field.Name.Value],
                    field.Name
                );
            }
        }
    }
}
