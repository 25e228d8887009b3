using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Parser
{
    /// <summary>SchemaCoordinate: a type, a member, an argument, a directive or its argument; no token may be ignored (spec 2.14).</summary>
    public static CoordinateNode ParseCoordinate(string source, ParserLimits? limits = null) =>
        new Parser(source, limits).ParseSchemaCoordinate();

    /// <summary>
    /// TypeCoordinate : Name; MemberCoordinate : Name . Name; ArgumentCoordinate : Name . Name ( Name : );
    /// DirectiveCoordinate : @ Name; DirectiveArgumentCoordinate : @ Name ( Name : ) (spec 2.14.2).
    /// </summary>
    private CoordinateNode ParseSchemaCoordinate()
    {
        AdvanceInCoordinate();
        var start = token;
        var ofDirective = SkipInCoordinate(TokenKind.At);
        var name = CoordinateName();
        var member = !ofDirective && SkipInCoordinate(TokenKind.Dot) ? CoordinateName() : null;
        var argument = ofDirective || member is not null ? CoordinateArgument() : null;
        if (token.Kind != TokenKind.EndOfFile)
        {
            throw NotExpected(TokenKind.EndOfFile);
        }

        var location = Since(start);
        return (ofDirective, member, argument) switch
        {
            (true, _, null) => new DirectiveCoordinateNode { Name = name, Location = location },
            (true, _, not null) => new DirectiveArgumentCoordinateNode
            {
                Name = name,
                ArgumentName = argument,
                Location = location,
            },
            (false, null, _) => new TypeCoordinateNode { Name = name, Location = location },
            (false, not null, null) => new MemberCoordinateNode
            {
                Name = name,
                MemberName = member,
                Location = location,
            },
            (false, not null, not null) => new ArgumentCoordinateNode
            {
                Name = name,
                FieldName = member,
                ArgumentName = argument,
                Location = location,
            },
        };
    }

    private NameNode? CoordinateArgument()
    {
        if (!SkipInCoordinate(TokenKind.ParenOpen))
        {
            return null;
        }

        var name = CoordinateName();
        ExpectInCoordinate(TokenKind.Colon);
        ExpectInCoordinate(TokenKind.ParenClose);
        return name;
    }

    private NameNode CoordinateName()
    {
        var name = token;
        ExpectInCoordinate(TokenKind.Name);
        return new NameNode { Value = lexer.ValueOf(name)!, Location = Since(name) };
    }

    private void ExpectInCoordinate(TokenKind kind)
    {
        if (!SkipInCoordinate(kind))
        {
            throw NotExpected(kind);
        }
    }

    private bool SkipInCoordinate(TokenKind kind)
    {
        if (token.Kind != kind)
        {
            return false;
        }

        AdvanceInCoordinate();
        return true;
    }

    private void AdvanceInCoordinate()
    {
        lastEnd = token.End;
        token = lexer.NextOfCoordinate();
    }
}
