using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Parser
{
    /// <summary>
    /// Value : Variable (not if const) | IntValue | FloatValue | StringValue | BooleanValue | NullValue | EnumValue |
    /// ListValue | ObjectValue (spec 2.9).
    /// </summary>
    private ValueNode ParseValueLiteral(bool isConst)
    {
        var start = token;
        switch (start.Kind)
        {
            case TokenKind.BracketOpen:
                return ParseList(isConst);
            case TokenKind.BraceOpen:
                return ParseObject(isConst);
            case TokenKind.Int:
                Advance();
                return new IntValueNode { Value = lexer.ValueOf(start)!, Location = Since(start) };
            case TokenKind.Float:
                Advance();
                return new FloatValueNode { Value = lexer.ValueOf(start)!, Location = Since(start) };
            case TokenKind.String or TokenKind.BlockString:
                return ParseStringLiteral();
            case TokenKind.Name:
                return ParseNamedValue();
            case TokenKind.Dollar when isConst:
                throw VariableInConstant();
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                throw Unexpected();
        }
    }

    /// <summary>Variable : $ Name (spec 2.10).</summary>
    private VariableNode ParseVariable()
    {
        var start = Expect(TokenKind.Dollar);
        return new VariableNode { Name = ParseName(), Location = Since(start) };
    }

    /// <summary>StringValue (spec 2.9.4).</summary>
    private StringValueNode ParseStringLiteral()
    {
        var start = token;
        Advance();
        return new StringValueNode
        {
            Value = start.Value!,
            Block = start.Kind == TokenKind.BlockString,
            Location = Since(start),
        };
    }

    /// <summary>BooleanValue : one of `true` `false`; NullValue : `null`; EnumValue : Name but not one of these (spec 2.9.3, 2.9.5, 2.9.6).</summary>
    private ValueNode ParseNamedValue()
    {
        var start = token;
        Advance();
        return source.AsSpan(start.Start, start.End - start.Start) switch
        {
            "true" => new BooleanValueNode { Value = true, Location = Since(start) },
            "false" => new BooleanValueNode { Value = false, Location = Since(start) },
            "null" => new NullValueNode { Location = Since(start) },
            _ => new EnumValueNode { Value = lexer.ValueOf(start)!, Location = Since(start) },
        };
    }

    /// <summary>ListValue : [ ] | [ Value+ ] (spec 2.9.7).</summary>
    private ListValueNode ParseList(bool isConst)
    {
        var start = token;
        Enter();
        var values = Any<ValueNode>(
            TokenKind.BracketOpen,
            isConst
                ? static parser => parser.ParseValueLiteral(isConst: true)
                : static parser => parser.ParseValueLiteral(isConst: false),
            TokenKind.BracketClose
        );
        Leave();
        return new ListValueNode { Values = values, Location = Since(start) };
    }

    /// <summary>ObjectValue : { } | { ObjectField+ } (spec 2.9.8).</summary>
    private ObjectValueNode ParseObject(bool isConst)
    {
        var start = token;
        Enter();
        var fields = Any<ObjectFieldNode>(
            TokenKind.BraceOpen,
            isConst
                ? static parser => parser.ParseObjectField(isConst: true)
                : static parser => parser.ParseObjectField(isConst: false),
            TokenKind.BraceClose
        );
        Leave();
        return new ObjectValueNode { Fields = fields, Location = Since(start) };
    }

    /// <summary>ObjectField : Name : Value (spec 2.9.8).</summary>
    private ObjectFieldNode ParseObjectField(bool isConst)
    {
        var start = token;
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new ObjectFieldNode
        {
            Name = name,
            Value = ParseValueLiteral(isConst),
            Location = Since(start),
        };
    }

    private GraphQLSyntaxException VariableInConstant()
    {
        var dollar = Expect(TokenKind.Dollar);
        return Peek(TokenKind.Name)
            ? Error(dollar, $"Unexpected variable \"${lexer.ValueOf(token)}\" in constant value.")
            : Unexpected(dollar);
    }
}
