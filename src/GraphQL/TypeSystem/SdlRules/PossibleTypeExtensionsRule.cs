using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>An extension is of a type that exists and is of the same kind (spec 3.4.3, 3.5.7 to 3.10.1).</summary>
internal sealed class PossibleTypeExtensionsRule(SdlContext context) : SdlRule
{
    public override void TypeExtension(TypeExtensionNode node)
    {
        var name = node.Name.Value;
        var definition = context.DefinedTypes.GetValueOrDefault(name);
        var kind = definition is null ? KindOf(context.Schema?.FindType(name)) : KindOf(definition);
        if (kind is null)
        {
            var known = context.DefinedTypes.Keys.Concat(context.Schema?.Types.Select(static type => type.Name) ?? []);
            context.Report(
                $"Cannot extend type \"{name}\" because it is not defined.{Suggestions.DidYouMean(name, known)}",
                node.Name
            );
        }
        else if (!string.Equals(kind, KindOf(node), StringComparison.Ordinal))
        {
            context.Report($"Cannot extend non-{KindOf(node)} type \"{name}\".", definition, node);
        }
    }

    private static string KindOf(DefinitionNode node) =>
        node switch
        {
            ScalarTypeDefinitionNode or ScalarTypeExtensionNode => "scalar",
            ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "object",
            InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "interface",
            UnionTypeDefinitionNode or UnionTypeExtensionNode => "union",
            EnumTypeDefinitionNode or EnumTypeExtensionNode => "enum",
            _ => "input object",
        };

    private static string? KindOf(NamedType? type) =>
        type switch
        {
            null => null,
            ScalarType => "scalar",
            ObjectType => "object",
            InterfaceType => "interface",
            UnionType => "union",
            EnumType => "enum",
            _ => "input object",
        };
}
