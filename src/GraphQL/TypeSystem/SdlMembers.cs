using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>What definitions and extensions of a kind have in common (spec 3.4.3: an extension is built like the definition).</summary>
internal static class SdlMembers
{
    public static NameNode? NameOf(DefinitionNode node) =>
        node switch
        {
            TypeDefinitionNode definition => definition.Name,
            TypeExtensionNode extension => extension.Name,
            DirectiveDefinitionNode directive => directive.Name,
            _ => null,
        };

    public static ImmutableArray<FieldDefinitionNode> FieldsOf(DefinitionNode node) =>
        node switch
        {
            ObjectTypeDefinitionNode type => type.Fields,
            ObjectTypeExtensionNode type => type.Fields,
            InterfaceTypeDefinitionNode type => type.Fields,
            InterfaceTypeExtensionNode type => type.Fields,
            _ => [],
        };

    public static ImmutableArray<NamedTypeNode> InterfacesOf(DefinitionNode node) =>
        node switch
        {
            ObjectTypeDefinitionNode type => type.Interfaces,
            ObjectTypeExtensionNode type => type.Interfaces,
            InterfaceTypeDefinitionNode type => type.Interfaces,
            InterfaceTypeExtensionNode type => type.Interfaces,
            _ => [],
        };

    public static ImmutableArray<InputValueDefinitionNode> InputFieldsOf(DefinitionNode node) =>
        node switch
        {
            InputObjectTypeDefinitionNode type => type.Fields,
            InputObjectTypeExtensionNode type => type.Fields,
            _ => [],
        };

    public static ImmutableArray<NamedTypeNode> UnionTypesOf(DefinitionNode node) =>
        node switch
        {
            UnionTypeDefinitionNode type => type.Types,
            UnionTypeExtensionNode type => type.Types,
            _ => [],
        };

    public static ImmutableArray<EnumValueDefinitionNode> EnumValuesOf(DefinitionNode node) =>
        node switch
        {
            EnumTypeDefinitionNode type => type.Values,
            EnumTypeExtensionNode type => type.Values,
            _ => [],
        };

    public static ImmutableArray<OperationTypeDefinitionNode> OperationTypesOf(DefinitionNode? node) =>
        node switch
        {
            SchemaDefinitionNode schema => schema.OperationTypes,
            SchemaExtensionNode schema => schema.OperationTypes,
            _ => [],
        };

    /// <summary>The definition, if there is one, and the extensions of a type.</summary>
    public static IEnumerable<DefinitionNode> NodesOf(NamedType type) =>
        type.Node is null ? type.ExtensionNodes : [type.Node, .. type.ExtensionNodes];
}
