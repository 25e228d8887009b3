using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Printer
{
    private void WriteTypeSystem(SyntaxNode node)
    {
        switch (node)
        {
            case TypeSystemDefinitionNode definition:
                WriteDescription(definition.Description);
                WriteDefinition(definition);
                break;
            case OperationTypeDefinitionNode root:
                Write(Keyword(root.Operation), ": ", root.Type);
                break;
            case FieldDefinitionNode field:
                WriteDescription(field.Description);
                Write(field.Name.Value);
                WriteArgumentDefinitions(field.Arguments);
                Write(": ");
                Write(field.Type);
                WriteDirectives(field.Directives);
                break;
            case InputValueDefinitionNode input:
                WriteDescription(input.Description);
                Write(input.Name.Value, ": ", input.Type);
                WriteDefault(input.DefaultValue);
                WriteDirectives(input.Directives);
                break;
            case EnumValueDefinitionNode value:
                WriteDescription(value.Description);
                Write(value.Name.Value);
                WriteDirectives(value.Directives);
                break;
        }
    }

    private void WriteDefinition(TypeSystemDefinitionNode definition)
    {
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                Write("schema");
                WriteDirectives(schema.Directives);
                WriteBlock(schema.OperationTypes);
                break;
            case ScalarTypeDefinitionNode scalar:
                Write("scalar ", scalar.Name.Value);
                WriteDirectives(scalar.Directives);
                break;
            case ObjectTypeDefinitionNode type:
                Write("type ", type.Name.Value);
                WriteFieldsType(type.Interfaces, type.Directives, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                Write("interface ", type.Name.Value);
                WriteFieldsType(type.Interfaces, type.Directives, type.Fields);
                break;
            case UnionTypeDefinitionNode union:
                Write("union ", union.Name.Value);
                WriteDirectives(union.Directives);
                WriteJoined(union.Types, " | ", " = ");
                break;
            case EnumTypeDefinitionNode @enum:
                Write("enum ", @enum.Name.Value);
                WriteDirectives(@enum.Directives);
                WriteBlock(@enum.Values);
                break;
            case InputObjectTypeDefinitionNode input:
                Write("input ", input.Name.Value);
                WriteDirectives(input.Directives);
                WriteBlock(input.Fields);
                break;
            case DirectiveDefinitionNode directive:
                Write("directive @", directive.Name.Value);
                WriteArgumentDefinitions(directive.Arguments);
                Write(directive.Repeatable ? " repeatable" : "");
                WriteJoined(directive.Locations, " | ", " on ");
                break;
        }
    }

    private void WriteExtension(TypeSystemExtensionNode extension)
    {
        switch (extension)
        {
            case SchemaExtensionNode schema:
                Write("extend schema");
                WriteDirectives(schema.Directives);
                WriteBlock(schema.OperationTypes);
                break;
            case ScalarTypeExtensionNode scalar:
                Write("extend scalar ", scalar.Name.Value);
                WriteDirectives(scalar.Directives);
                break;
            case ObjectTypeExtensionNode type:
                Write("extend type ", type.Name.Value);
                WriteFieldsType(type.Interfaces, type.Directives, type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                Write("extend interface ", type.Name.Value);
                WriteFieldsType(type.Interfaces, type.Directives, type.Fields);
                break;
            case UnionTypeExtensionNode union:
                Write("extend union ", union.Name.Value);
                WriteDirectives(union.Directives);
                WriteJoined(union.Types, " | ", " = ");
                break;
            case EnumTypeExtensionNode @enum:
                Write("extend enum ", @enum.Name.Value);
                WriteDirectives(@enum.Directives);
                WriteBlock(@enum.Values);
                break;
            case InputObjectTypeExtensionNode input:
                Write("extend input ", input.Name.Value);
                WriteDirectives(input.Directives);
                WriteBlock(input.Fields);
                break;
        }
    }

    private void WriteFieldsType(
        IReadOnlyList<NamedTypeNode> interfaces,
        IReadOnlyList<DirectiveNode> directives,
        IReadOnlyList<FieldDefinitionNode> fields
    )
    {
        WriteJoined(interfaces, " & ", " implements ");
        WriteDirectives(directives);
        WriteBlock(fields);
    }

    private void WriteArgumentDefinitions(IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        if (AnyOnSeveralLines(arguments))
        {
            Write("(");
            WriteIndented(arguments);
            Write(")");
        }
        else
        {
            WriteJoined(arguments, ", ", "(", ")");
        }
    }
}
