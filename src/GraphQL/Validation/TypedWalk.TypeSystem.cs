using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation;

/// <summary>Definitions of types have no place in a document to execute; what stands in them is checked all the same.</summary>
internal sealed partial class TypedWalk
{
    private void VisitTypeSystem(DefinitionNode definition)
    {
        switch (definition)
        {
            case DirectiveDefinitionNode directive:
                VisitAll(directive.Arguments);
                break;
            case ObjectTypeDefinitionNode type:
                VisitParts(type, type.Interfaces, type.Fields);
                break;
            case ObjectTypeExtensionNode type:
                VisitParts(type, type.Interfaces, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                VisitParts(type, type.Interfaces, type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                VisitParts(type, type.Interfaces, type.Fields);
                break;
            default:
                Visit(definition.Directives, definition);
                VisitMembers(definition);
                break;
        }
    }

    private void VisitMembers(DefinitionNode definition)
    {
        switch (definition)
        {
            case SchemaDefinitionNode schemaNode:
                VisitAll(schemaNode.OperationTypes);
                break;
            case SchemaExtensionNode schemaNode:
                VisitAll(schemaNode.OperationTypes);
                break;
            case UnionTypeDefinitionNode union:
                VisitAll(union.Types);
                break;
            case UnionTypeExtensionNode union:
                VisitAll(union.Types);
                break;
            case EnumTypeDefinitionNode @enum:
                VisitAll(@enum.Values);
                break;
            case EnumTypeExtensionNode @enum:
                VisitAll(@enum.Values);
                break;
            case InputObjectTypeDefinitionNode input:
                VisitAll(input.Fields);
                break;
            case InputObjectTypeExtensionNode input:
                VisitAll(input.Fields);
                break;
        }
    }

    private void VisitParts(
        DefinitionNode definition,
        ImmutableArray<NamedTypeNode> interfaces,
        ImmutableArray<FieldDefinitionNode> fields
    )
    {
        VisitAll(interfaces);
        Visit(definition.Directives, definition);
        foreach (var field in fields)
        {
            VisitAll(field.Arguments);
            VisitType(field.Type);
            Visit(field.Directives, field);
        }
    }

    private void VisitAll(ImmutableArray<NamedTypeNode> types)
    {
        foreach (var type in types)
        {
            Visit(type);
        }
    }

    private void VisitAll(ImmutableArray<OperationTypeDefinitionNode> roots)
    {
        foreach (var root in roots)
        {
            Visit(root.Type);
        }
    }

    private void VisitAll(ImmutableArray<EnumValueDefinitionNode> values)
    {
        foreach (var value in values)
        {
            Visit(value.Directives, value);
        }
    }

    private void VisitAll(ImmutableArray<InputValueDefinitionNode> inputs)
    {
        foreach (var input in inputs)
        {
            VisitType(input.Type);
            if (input.DefaultValue is { } value)
            {
                VisitValue(value);
            }

            Visit(input.Directives, input);
        }
    }
}
