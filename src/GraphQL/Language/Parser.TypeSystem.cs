using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Parser
{
    /// <summary>SchemaDefinition : Description? `schema` Directives[Const]? { RootOperationTypeDefinition+ } (spec 3.3).</summary>
    private SchemaDefinitionNode ParseSchemaDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("schema");
        return new SchemaDefinitionNode
        {
            Description = description,
            Directives = ParseDirectives(isConst: true),
            OperationTypes = Many(
                TokenKind.BraceOpen,
                static parser => parser.ParseOperationTypeDefinition(),
                TokenKind.BraceClose
            ),
            Location = Since(start),
        };
    }

    /// <summary>RootOperationTypeDefinition : OperationType : NamedType (spec 3.3).</summary>
    private OperationTypeDefinitionNode ParseOperationTypeDefinition()
    {
        var start = token;
        var operation = ParseOperationType();
        Expect(TokenKind.Colon);
        return new OperationTypeDefinitionNode
        {
            Operation = operation,
            Type = ParseNamedType(),
            Location = Since(start),
        };
    }

    /// <summary>ScalarTypeDefinition : Description? `scalar` Name Directives[Const]? (spec 3.5).</summary>
    private ScalarTypeDefinitionNode ParseScalarTypeDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("scalar");
        return new ScalarTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(),
            Directives = ParseDirectives(isConst: true),
            Location = Since(start),
        };
    }

    /// <summary>ObjectTypeDefinition : Description? `type` Name ImplementsInterfaces? Directives[Const]? FieldsDefinition? (spec 3.6).</summary>
    private ObjectTypeDefinitionNode ParseObjectTypeDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("type");
        return new ObjectTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(),
            Interfaces = ParseImplementsInterfaces(),
            Directives = ParseDirectives(isConst: true),
            Fields = ParseFieldsDefinition(),
            Location = Since(start),
        };
    }

    /// <summary>ImplementsInterfaces : `implements` &amp;? NamedType ( &amp; NamedType )* (spec 3.6).</summary>
    private ImmutableArray<NamedTypeNode> ParseImplementsInterfaces() =>
        SkipKeyword("implements") ? Delimited(TokenKind.Ampersand, static parser => parser.ParseNamedType()) : [];

    /// <summary>FieldsDefinition : { FieldDefinition+ } (spec 3.6).</summary>
    private ImmutableArray<FieldDefinitionNode> ParseFieldsDefinition() =>
        OptionalMany(TokenKind.BraceOpen, static parser => parser.ParseFieldDefinition(), TokenKind.BraceClose);

    /// <summary>FieldDefinition : Description? Name ArgumentsDefinition? : Type Directives[Const]? (spec 3.6).</summary>
    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = token;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseArgumentsDefinition();
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode
        {
            Description = description,
            Name = name,
            Arguments = arguments,
            Type = ParseTypeReference(),
            Directives = ParseDirectives(isConst: true),
            Location = Since(start),
        };
    }

    /// <summary>ArgumentsDefinition : ( InputValueDefinition+ ) (spec 3.6.1).</summary>
    private ImmutableArray<InputValueDefinitionNode> ParseArgumentsDefinition() =>
        OptionalMany(TokenKind.ParenOpen, static parser => parser.ParseInputValueDefinition(), TokenKind.ParenClose);

    /// <summary>InputValueDefinition : Description? Name : Type DefaultValue? Directives[Const]? (spec 3.6.1).</summary>
    private InputValueDefinitionNode ParseInputValueDefinition()
    {
        var start = token;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new InputValueDefinitionNode
        {
            Description = description,
            Name = name,
            Type = ParseTypeReference(),
            DefaultValue = ParseDefaultValue(),
            Directives = ParseDirectives(isConst: true),
            Location = Since(start),
        };
    }

    /// <summary>InterfaceTypeDefinition : Description? `interface` Name ImplementsInterfaces? Directives[Const]? FieldsDefinition? (spec 3.7).</summary>
    private InterfaceTypeDefinitionNode ParseInterfaceTypeDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("interface");
        return new InterfaceTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(),
            Interfaces = ParseImplementsInterfaces(),
            Directives = ParseDirectives(isConst: true),
            Fields = ParseFieldsDefinition(),
            Location = Since(start),
        };
    }

    /// <summary>UnionTypeDefinition : Description? `union` Name Directives[Const]? UnionMemberTypes? (spec 3.8).</summary>
    private UnionTypeDefinitionNode ParseUnionTypeDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("union");
        return new UnionTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(),
            Directives = ParseDirectives(isConst: true),
            Types = ParseUnionMemberTypes(),
            Location = Since(start),
        };
    }

    /// <summary>UnionMemberTypes : = |? NamedType ( | NamedType )* (spec 3.8).</summary>
    private ImmutableArray<NamedTypeNode> ParseUnionMemberTypes() =>
        Skip(TokenKind.EqualsSign) ? Delimited(TokenKind.Pipe, static parser => parser.ParseNamedType()) : [];

    /// <summary>EnumTypeDefinition : Description? `enum` Name Directives[Const]? EnumValuesDefinition? (spec 3.9).</summary>
    private EnumTypeDefinitionNode ParseEnumTypeDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("enum");
        return new EnumTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(),
            Directives = ParseDirectives(isConst: true),
            Values = ParseEnumValuesDefinition(),
            Location = Since(start),
        };
    }

    /// <summary>EnumValuesDefinition : { EnumValueDefinition+ } (spec 3.9).</summary>
    private ImmutableArray<EnumValueDefinitionNode> ParseEnumValuesDefinition() =>
        OptionalMany(TokenKind.BraceOpen, static parser => parser.ParseEnumValueDefinition(), TokenKind.BraceClose);

    /// <summary>EnumValueDefinition : Description? EnumValue Directives[Const]? (spec 3.9).</summary>
    private EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = token;
        var description = ParseDescription();
        if (PeekKeyword("true") || PeekKeyword("false") || PeekKeyword("null"))
        {
            throw Error(token, $"{Described(token)} is reserved and cannot be used for an enum value.");
        }

        return new EnumValueDefinitionNode
        {
            Description = description,
            Name = ParseName(),
            Directives = ParseDirectives(isConst: true),
            Location = Since(start),
        };
    }

    /// <summary>InputObjectTypeDefinition : Description? `input` Name Directives[Const]? InputFieldsDefinition? (spec 3.10).</summary>
    private InputObjectTypeDefinitionNode ParseInputObjectTypeDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("input");
        return new InputObjectTypeDefinitionNode
        {
            Description = description,
            Name = ParseName(),
            Directives = ParseDirectives(isConst: true),
            Fields = ParseInputFieldsDefinition(),
            Location = Since(start),
        };
    }

    /// <summary>InputFieldsDefinition : { InputValueDefinition+ } (spec 3.10).</summary>
    private ImmutableArray<InputValueDefinitionNode> ParseInputFieldsDefinition() =>
        OptionalMany(TokenKind.BraceOpen, static parser => parser.ParseInputValueDefinition(), TokenKind.BraceClose);

    /// <summary>DirectiveDefinition : Description? `directive` @ Name ArgumentsDefinition? `repeatable`? `on` DirectiveLocations (spec 3.13).</summary>
    private DirectiveDefinitionNode ParseDirectiveDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseArgumentsDefinition();
        var repeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new DirectiveDefinitionNode
        {
            Description = description,
            Name = name,
            Arguments = arguments,
            Repeatable = repeatable,
            Locations = Delimited(TokenKind.Pipe, static parser => parser.ParseDirectiveLocation()),
            Location = Since(start),
        };
    }

    /// <summary>DirectiveLocation : ExecutableDirectiveLocation | TypeSystemDirectiveLocation (spec 3.13).</summary>
    private NameNode ParseDirectiveLocation()
    {
        var start = token;
        var name = ParseName();
        return DirectiveLocations.All.Contains(name.Value) ? name : throw Unexpected(start);
    }
}
