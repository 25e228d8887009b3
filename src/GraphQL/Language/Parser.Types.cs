using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Parser
{
    /// <summary>Type : NamedType | ListType | NonNullType; ListType : [ Type ]; NonNullType : NamedType ! | ListType ! (spec 2.11).</summary>
    private TypeNode ParseTypeReference()
    {
        var start = token;
        var type = Peek(TokenKind.BracketOpen) ? (TypeNode)ParseListType() : ParseNamedType();
        return Skip(TokenKind.Bang) ? new NonNullTypeNode { Type = type, Location = Since(start) } : type;
    }

    /// <summary>ListType : [ Type ] (spec 2.11).</summary>
    private ListTypeNode ParseListType()
    {
        var start = token;
        Enter();
        Expect(TokenKind.BracketOpen);
        var inner = ParseTypeReference();
        Expect(TokenKind.BracketClose);
        Leave();
        return new ListTypeNode { Type = inner, Location = Since(start) };
    }

    /// <summary>NamedType : Name (spec 2.11).</summary>
    private NamedTypeNode ParseNamedType()
    {
        var start = token;
        return new NamedTypeNode { Name = ParseName(), Location = Since(start) };
    }
}
