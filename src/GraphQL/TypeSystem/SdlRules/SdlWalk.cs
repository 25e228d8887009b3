using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>Goes through a type system document once, in the order of the source, and shows it to all rules (spec 3).</summary>
internal sealed class SdlWalk(SdlRule[] rules)
{
    public void Visit(DocumentNode document)
    {
        foreach (var node in document.Definitions)
        {
            if (node is TypeSystemDefinitionNode or TypeSystemExtensionNode)
            {
                Visit(node);
            }
        }
    }

    private void Visit(DefinitionNode node)
    {
        Announce(node);
        var location = LocationOf(node);
        ShowDirectives(node, node.Directives);
        foreach (var type in SdlMembers.InterfacesOf(node))
        {
            Visit(type);
        }

        if (node is DirectiveDefinitionNode directive)
        {
            VisitInputs(directive.Arguments, "ARGUMENT_DEFINITION");
        }

        Visit(node.Directives, location);
        foreach (var root in SdlMembers.OperationTypesOf(node))
        {
            Visit(root.Type);
        }

        foreach (var field in SdlMembers.FieldsOf(node))
        {
            ShowDirectives(field, field.Directives);
            VisitInputs(field.Arguments, "ARGUMENT_DEFINITION");
            Visit(field.Type);
            Visit(field.Directives, "FIELD_DEFINITION");
        }

        foreach (var type in SdlMembers.UnionTypesOf(node))
        {
            Visit(type);
        }

        foreach (var value in SdlMembers.EnumValuesOf(node))
        {
            ShowDirectives(value, value.Directives);
            Visit(value.Directives, "ENUM_VALUE");
        }

        VisitInputs(SdlMembers.InputFieldsOf(node), "INPUT_FIELD_DEFINITION");
    }

    private void Announce(DefinitionNode node)
    {
        foreach (var rule in rules)
        {
            switch (node)
            {
                case TypeDefinitionNode type:
                    rule.TypeDefinition(type);
                    break;
                case TypeExtensionNode type:
                    rule.TypeExtension(type);
                    break;
                case DirectiveDefinitionNode directive:
                    rule.DirectiveDefinition(directive);
                    break;
                default:
                    rule.Schema(node);
                    break;
            }
        }
    }

    private static string LocationOf(DefinitionNode node) =>
        node switch
        {
            ScalarTypeDefinitionNode or ScalarTypeExtensionNode => "SCALAR",
            ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "OBJECT",
            InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "INTERFACE",
            UnionTypeDefinitionNode or UnionTypeExtensionNode => "UNION",
            EnumTypeDefinitionNode or EnumTypeExtensionNode => "ENUM",
            InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => "INPUT_OBJECT",
            DirectiveDefinitionNode => "DIRECTIVE_DEFINITION",
            _ => "SCHEMA",
        };

    private void ShowDirectives(SyntaxNode holder, ImmutableArray<DirectiveNode> directives)
    {
        if (directives.IsDefaultOrEmpty)
        {
            return;
        }

        foreach (var rule in rules)
        {
            rule.Directives(holder, directives);
        }
    }

    private void Visit(ImmutableArray<DirectiveNode> directives, string location)
    {
        foreach (var directive in directives)
        {
            foreach (var rule in rules)
            {
                rule.Directive(directive, location);
            }

            foreach (var argument in directive.Arguments)
            {
                Visit(argument.Value);
            }

            foreach (var rule in rules)
            {
                rule.LeaveDirective(directive);
            }
        }
    }

    private void VisitInputs(ImmutableArray<InputValueDefinitionNode> nodes, string location)
    {
        foreach (var node in nodes)
        {
            ShowDirectives(node, node.Directives);
            Visit(node.Type);
            if (node.DefaultValue is not null)
            {
                Visit(node.DefaultValue);
            }

            Visit(node.Directives, location);
        }
    }

    private void Visit(TypeNode node)
    {
        switch (node)
        {
            case ListTypeNode list:
                Visit(list.Type);
                break;
            case NonNullTypeNode nonNull:
                Visit(nonNull.Type);
                break;
            case NamedTypeNode named:
                foreach (var rule in rules)
                {
                    rule.NamedType(named);
                }

                break;
            default:
                break;
        }
    }

    private void Visit(ValueNode node)
    {
        if (node is ListValueNode list)
        {
            foreach (var item in list.Values)
            {
                Visit(item);
            }
        }
        else if (node is ObjectValueNode @object)
        {
            foreach (var rule in rules)
            {
                rule.ObjectValue(@object);
            }

            foreach (var field in @object.Fields)
            {
                Visit(field.Value);
            }
        }
    }
}
