using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

/// <summary>
/// Reads a source into its syntax tree (spec 2 and 3, appendix B). What is not GraphQL, and what is more than the limits
/// allow, throws a <see cref="GraphQLSyntaxException"/>.
/// </summary>
public sealed partial class Parser
{
    private readonly string source;
    private readonly ParserLimits limits;
    private Lexer lexer;
    private Token token;
    private int lastEnd;
    private int tokens;
    private int nesting;
    private int appliedDirectives;

    private Parser(string source, ParserLimits? limits)
    {
        this.source = source;
        this.limits = limits ?? ParserLimits.Default;
        if (source.Length > this.limits.MaxCharacters)
        {
            throw OverLimit(0, $"Document contains more than {this.limits.MaxCharacters} characters. Parsing aborted.");
        }

        lexer = new Lexer(source);
        token = new Token(TokenKind.StartOfFile, 0, 0, 1, 1);
    }

    /// <summary>Document : Definition+ (spec 2.2).</summary>
    public static DocumentNode Parse(string source, ParserLimits? limits = null) =>
        new Parser(source, limits).ParseDocument();

    /// <summary>Value, variables included (spec 2.9).</summary>
    public static ValueNode ParseValue(string source, ParserLimits? limits = null) =>
        new Parser(source, limits).ParseWhole(static parser => parser.ParseValueLiteral(isConst: false));

    /// <summary>Value without variables (spec 2.9).</summary>
    public static ValueNode ParseConstValue(string source, ParserLimits? limits = null) =>
        new Parser(source, limits).ParseWhole(static parser => parser.ParseValueLiteral(isConst: true));

    /// <summary>Type : NamedType | ListType | NonNullType (spec 2.11).</summary>
    public static TypeNode ParseType(string source, ParserLimits? limits = null) =>
        new Parser(source, limits).ParseWhole(static parser => parser.ParseTypeReference());

    private T ParseWhole<T>(Func<Parser, T> production)
        where T : SyntaxNode
    {
        Advance();
        var node = production(this);
        Expect(TokenKind.EndOfFile);
        return node;
    }

    private bool Peek(TokenKind kind) => token.Kind == kind;

    private bool PeekDescription() => token.Kind is TokenKind.String or TokenKind.BlockString;

    private bool PeekKeyword(string keyword) => IsKeyword(token, keyword);

    private bool IsKeyword(in Token candidate, string keyword) =>
        candidate.Kind == TokenKind.Name
        && candidate.End - candidate.Start == keyword.Length
        && source.AsSpan(candidate.Start, keyword.Length).SequenceEqual(keyword);

    private void Advance()
    {
        lastEnd = token.End;
        token = lexer.Next();
        if (token.Kind != TokenKind.EndOfFile && ++tokens > limits.MaxTokens)
        {
            throw OverLimit(token.Start, $"Document contains more that {limits.MaxTokens} tokens. Parsing aborted.");
        }
    }

    private Token LookAhead()
    {
        var ahead = lexer;
        return ahead.Next();
    }

    private Token Expect(TokenKind kind)
    {
        var expected = token;
        if (expected.Kind != kind)
        {
            throw NotExpected(kind);
        }

        Advance();
        return expected;
    }

    private bool Skip(TokenKind kind)
    {
        if (token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
        {
            throw Error(token, $"Expected \"{keyword}\", found {Described(token)}.");
        }
    }

    private bool SkipKeyword(string keyword)
    {
        if (!PeekKeyword(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Zero or more between two punctuators, as in `[` Value* `]`.</summary>
    private ImmutableArray<T> Any<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
    {
        Expect(open);
        var items = default(ItemBuffer<T>);
        while (!Skip(close))
        {
            items.Add(item(this));
        }

        return items.ToImmutable();
    }

    /// <summary>One or more between two punctuators, as in `{` Selection+ `}`.</summary>
    private ImmutableArray<T> Many<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
    {
        Expect(open);
        var items = default(ItemBuffer<T>);
        do
        {
            items.Add(item(this));
        } while (!Skip(close));

        return items.ToImmutable();
    }

    /// <summary>Nothing, or one or more between two punctuators, as in `(` Argument+ `)`.</summary>
    private ImmutableArray<T> OptionalMany<T>(TokenKind open, Func<Parser, T> item, TokenKind close) =>
        Peek(open) ? Many(open, item, close) : [];

    /// <summary>One or more with a punctuator between them and perhaps before them, as in `|`? Name ( `|` Name )*.</summary>
    private ImmutableArray<T> Delimited<T>(TokenKind delimiter, Func<Parser, T> item)
    {
        Skip(delimiter);
        var items = default(ItemBuffer<T>);
        do
        {
            items.Add(item(this));
        } while (Skip(delimiter));

        return items.ToImmutable();
    }

    /// <summary>One level deeper into selection sets, lists, objects or list types; every recursion of the grammar passes here.</summary>
    private void Enter()
    {
        if (++nesting > limits.MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw OverLimit(token.Start, $"Document is nested deeper than {nesting - 1} levels. Parsing aborted.");
        }
    }

    private void Leave() => nesting--;

    /// <summary>From the first token of a node to the token read last.</summary>
    private Location Since(in Token start) => new(start.Start, lastEnd, start.Line, start.Column);

    private GraphQLSyntaxException Unexpected() => Unexpected(token);

    private GraphQLSyntaxException Unexpected(in Token found) => Error(found, $"Unexpected {Described(found)}.");

    private GraphQLSyntaxException NotExpected(TokenKind kind) =>
        Error(token, $"Expected {Described(kind)}, found {Described(token)}.");

    private GraphQLSyntaxException Error(in Token at, string description) =>
        GraphQLSyntaxException.At(source, at.Start, description);

    private GraphQLSyntaxException OverLimit(int position, string description) =>
        GraphQLSyntaxException.OverLimit(source, position, description);

    private string Described(in Token found)
    {
        var value = lexer.ValueOf(found);
        return value is null ? Described(found.Kind) : $"{Described(found.Kind)} \"{value}\"";
    }

    private static string Described(TokenKind kind) => kind.IsPunctuator() ? $"\"{kind.Text()}\"" : kind.Text();
}
