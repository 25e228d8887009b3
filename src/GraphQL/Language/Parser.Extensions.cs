using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Parser
{
    /// <summary>TypeSystemExtension : SchemaExtension | TypeExtension; each has at least one part beyond the name (spec 3.3.2, 3.4.3).</summary>
    private TypeSystemExtensionNode ParseTypeSystemExtension()
    {
        var keyword = LookAhead();
        if (keyword.Kind != TokenKind.Name)
        {
            throw Unexpected(keyword);
        }

        return source.AsSpan(keyword.Start, keyword.End - keyword.Start) switch
        {
            "schema" => ParseSchemaExtension(),
            "scalar" => ParseScalarTypeExtension(),
            "type" => ParseObjectTypeExtension(),
            "interface" => ParseInterfaceTypeExtension(),
            "union" => ParseUnionTypeExtension(),
            "enum" => ParseEnumTypeExtension(),
            "input" => ParseInputObjectTypeExtension(),
            _ => throw Unexpected(keyword),
        };
    }

    /// <summary>SchemaExtension : `extend` `schema` Directives[Const]? { RootOperationTypeDefinition+ } (spec 3.3.2).</summary>
    private SchemaExtensionNode ParseSchemaExtension()
    {
        var start = ExpectExtend("schema");
        var directives = ParseDirectives(isConst: true);
        var operationTypes = OptionalMany(
            TokenKind.BraceOpen,
            static parser => parser.ParseOperationTypeDefinition(),
            TokenKind.BraceClose
        );
        RequireOne(directives.Length + operationTypes.Length);
        return new SchemaExtensionNode
        {
            Directives = directives,
            OperationTypes = operationTypes,
            Location = Since(start),
        };
    }

    /// <summary>ScalarTypeExtension : `extend` `scalar` Name Directives[Const] (spec 3.5.3).</summary>
    private ScalarTypeExtensionNode ParseScalarTypeExtension()
    {
        var start = ExpectExtend("scalar");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        RequireOne(directives.Length);
        return new ScalarTypeExtensionNode
        {
            Name = name,
            Directives = directives,
            Location = Since(start),
        };
    }

    /// <summary>ObjectTypeExtension : `extend` `type` Name ImplementsInterfaces? Directives[Const]? FieldsDefinition? (spec 3.6.3).</summary>
    private ObjectTypeExtensionNode ParseObjectTypeExtension()
    {
        var start = ExpectExtend("type");
        var name = ParseName();
        var interfaces = ParseImplementsInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldsDefinition();
        RequireOne(interfaces.Length + directives.Length + fields.Length);
        return new ObjectTypeExtensionNode
        {
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Location = Since(start),
        };
    }

    /// <summary>InterfaceTypeExtension : `extend` `interface` Name ImplementsInterfaces? Directives[Const]? FieldsDefinition? (spec 3.7.1).</summary>
    private InterfaceTypeExtensionNode ParseInterfaceTypeExtension()
    {
        var start = ExpectExtend("interface");
        var name = ParseName();
        var interfaces = ParseImplementsInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldsDefinition();
        RequireOne(interfaces.Length + directives.Length + fields.Length);
        return new InterfaceTypeExtensionNode
        {
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Location = Since(start),
        };
    }

    /// <summary>UnionTypeExtension : `extend` `union` Name Directives[Const]? UnionMemberTypes? (spec 3.8.1).</summary>
    private UnionTypeExtensionNode ParseUnionTypeExtension()
    {
        var start = ExpectExtend("union");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMemberTypes();
        RequireOne(directives.Length + types.Length);
        return new UnionTypeExtensionNode
        {
            Name = name,
            Directives = directives,
            Types = types,
            Location = Since(start),
        };
    }

    /// <summary>EnumTypeExtension : `extend` `enum` Name Directives[Const]? EnumValuesDefinition? (spec 3.9.1).</summary>
    private EnumTypeExtensionNode ParseEnumTypeExtension()
    {
        var start = ExpectExtend("enum");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValuesDefinition();
        RequireOne(directives.Length + values.Length);
        return new EnumTypeExtensionNode
        {
            Name = name,
            Directives = directives,
            Values = values,
            Location = Since(start),
        };
    }

    /// <summary>InputObjectTypeExtension : `extend` `input` Name Directives[Const]? InputFieldsDefinition? (spec 3.10.1).</summary>
    private InputObjectTypeExtensionNode ParseInputObjectTypeExtension()
    {
        var start = ExpectExtend("input");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputFieldsDefinition();
        RequireOne(directives.Length + fields.Length);
        return new InputObjectTypeExtensionNode
        {
            Name = name,
            Directives = directives,
            Fields = fields,
            Location = Since(start),
        };
    }

    private Token ExpectExtend(string keyword)
    {
        var start = token;
        ExpectKeyword("extend");
        ExpectKeyword(keyword);
        return start;
    }

    private void RequireOne(int parts)
    {
        if (parts == 0)
        {
            throw Unexpected();
        }
    }
}
