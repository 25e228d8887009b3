using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Parser
{
    /// <summary>Name :: NameStart NameContinue* (spec 2.1.9).</summary>
    private NameNode ParseName()
    {
        var start = Expect(TokenKind.Name);
        return new NameNode { Value = lexer.ValueOf(start)!, Location = Since(start) };
    }

    /// <summary>Document : Definition+ (spec 2.2).</summary>
    private DocumentNode ParseDocument()
    {
        var start = token;
        Advance();
        var definitions = default(ItemBuffer<DefinitionNode>);
        do
        {
            definitions.Add(ParseDefinition());
        } while (!Peek(TokenKind.EndOfFile));

        lastEnd = token.End;
        return new DocumentNode { Definitions = definitions.ToImmutable(), Location = Since(start) };
    }

    /// <summary>
    /// Definition : ExecutableDefinition | TypeSystemDefinitionOrExtension;
    /// a description may stand before all of them but the query shorthand and extensions (spec 2.2).
    /// </summary>
    private DefinitionNode ParseDefinition()
    {
        if (Peek(TokenKind.BraceOpen))
        {
            return ParseQueryShorthand();
        }

        var described = PeekDescription();
        var keyword = described ? LookAhead() : token;
        if (described && keyword.Kind == TokenKind.BraceOpen)
        {
            throw Error(token, "Unexpected description, descriptions are not supported on shorthand queries.");
        }

        if (keyword.Kind != TokenKind.Name)
        {
            throw Unexpected(keyword);
        }

        switch (source.AsSpan(keyword.Start, keyword.End - keyword.Start))
        {
            case "query" or "mutation" or "subscription":
                return ParseOperationDefinition();
            case "fragment":
                return ParseFragmentDefinition();
            case "schema":
                return ParseSchemaDefinition();
            case "scalar":
                return ParseScalarTypeDefinition();
            case "type":
                return ParseObjectTypeDefinition();
            case "interface":
                return ParseInterfaceTypeDefinition();
            case "union":
                return ParseUnionTypeDefinition();
            case "enum":
                return ParseEnumTypeDefinition();
            case "input":
                return ParseInputObjectTypeDefinition();
            case "directive":
                return ParseDirectiveDefinition();
            case "extend" when !described:
                return ParseTypeSystemExtension();
        }

        throw described
            ? Error(token, "Unexpected description, only GraphQL definitions support descriptions.")
            : Unexpected(keyword);
    }

    /// <summary>Description : StringValue (spec 2.2).</summary>
    private StringValueNode? ParseDescription() => PeekDescription() ? ParseStringLiteral() : null;
}
