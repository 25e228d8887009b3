using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>No two arguments of a field or directive have the same name (spec 3.6.1, 3.13).</summary>
internal sealed class UniqueArgumentDefinitionNamesRule(SdlContext context) : SdlRule
{
    public override void DirectiveDefinition(DirectiveDefinitionNode node) =>
        Check($"@{node.Name.Value}", node.Arguments);

    public override void TypeDefinition(TypeDefinitionNode node) => CheckFields(node, node.Name.Value);

    public override void TypeExtension(TypeExtensionNode node) => CheckFields(node, node.Name.Value);

    private void CheckFields(DefinitionNode node, string type)
    {
        foreach (var field in SdlMembers.FieldsOf(node))
        {
            Check($"{type}.{field.Name.Value}", field.Arguments);
        }
    }

    private void Check(string owner, IEnumerable<InputValueDefinitionNode> arguments)
    {
        foreach (var same in arguments.GroupBy(static node => node.Name.Value, StringComparer.Ordinal))
        {
            SyntaxNode[] names = [.. same.Select(static node => node.Name)];
            if (names.Length > 1)
            {
                context.Report($"Argument \"{owner}({same.Key}:)\" can only be defined once.", names);
            }
        }
    }
}
