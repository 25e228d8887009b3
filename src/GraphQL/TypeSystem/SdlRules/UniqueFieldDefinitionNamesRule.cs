using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>No two fields of a type have the same name, extensions counted in (spec 3.6, 3.7, 3.10).</summary>
internal sealed class UniqueFieldDefinitionNamesRule(SdlContext context) : SdlRule
{
    private readonly Dictionary<(string Type, string Field), NameNode> known = [];

    public override void TypeDefinition(TypeDefinitionNode node) => Check(node, node.Name.Value);

    public override void TypeExtension(TypeExtensionNode node) => Check(node, node.Name.Value);

    private void Check(DefinitionNode node, string type)
    {
        var names = SdlMembers
            .FieldsOf(node)
            .Select(static field => field.Name)
            .Concat(SdlMembers.InputFieldsOf(node).Select(static field => field.Name));
        foreach (var name in names)
        {
            if (Exists(type, name.Value))
            {
                context.Report(
                    $"Field \"{type}.{name.Value}\" already exists in the schema. It cannot also be defined in this type extension.",
                    name
                );
            }
            else if (!known.TryAdd((type, name.Value), name))
            {
                context.Report(
                    $"Field \"{type}.{name.Value}\" can only be defined once.",
                    known[(type, name.Value)],
                    name
                );
            }
        }
    }

    private bool Exists(string type, string field) =>
        context.Schema?.FindType(type) switch
        {
            FieldsType fields => fields.Fields.Find(field) is not null,
            InputObjectType input => input.Fields.Find(field) is not null,
            _ => false,
        };
}
