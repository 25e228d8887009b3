using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>A literal on one line, for messages and defaults (spec 2.9).</summary>
internal static class LiteralText
{
    public static string Of(ValueNode literal) =>
        literal switch
        {
            VariableNode node => $"${node.Name.Value}",
            IntValueNode node => node.Value,
            FloatValueNode node => node.Value,
            BooleanValueNode node => node.Value ? "true" : "false",
            StringValueNode { Block: true } node => BlockString.Print(node.Value),
            StringValueNode node => QuotedString.Print(node.Value),
            EnumValueNode node => node.Value,
            ListValueNode node => $"[{string.Join(", ", node.Values.Select(Of))}]",
            ObjectValueNode node =>
                $"{{{string.Join(", ", node.Fields.Select(field => $"{field.Name.Value}: {Of(field.Value)}"))}}}",
            _ => "null",
        };
}
