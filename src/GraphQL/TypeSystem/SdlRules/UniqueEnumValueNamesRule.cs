using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>No two values of an enum type have the same name, extensions counted in (spec 3.9).</summary>
internal sealed class UniqueEnumValueNamesRule(SdlContext context) : SdlRule
{
    private readonly Dictionary<(string Type, string Value), NameNode> known = [];

    public override void TypeDefinition(TypeDefinitionNode node) => Check(node, node.Name.Value);

    public override void TypeExtension(TypeExtensionNode node) => Check(node, node.Name.Value);

    private void Check(DefinitionNode node, string type)
    {
        foreach (var value in SdlMembers.EnumValuesOf(node))
        {
            var name = value.Name.Value;
            if (context.Schema?.FindType(type) is EnumType existing && existing.Values.Find(name) is not null)
            {
                context.Report(
                    $"Enum value \"{type}.{name}\" already exists in the schema. It cannot also be defined in this type extension.",
                    value.Name
                );
            }
            else if (!known.TryAdd((type, name), value.Name))
            {
                context.Report(
                    $"Enum value \"{type}.{name}\" can only be defined once.",
                    known[(type, name)],
                    value.Name
                );
            }
        }
    }
}
