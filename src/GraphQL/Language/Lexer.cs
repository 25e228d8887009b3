using static PartnerGraph.GraphQL.Language.CharacterClasses;

namespace PartnerGraph.GraphQL.Language;

/// <summary>
/// Turns a source into tokens, one at a call (spec 2.1). A value type: a copy looks ahead without moving the original.
/// </summary>
public partial struct Lexer(string source)
{
    private readonly string source = source;
    private int position;
    private int line = 1;
    private int lineStart;

    /// <summary>The next token after white space, line ends, commas, comments and byte order marks (spec 2.1.7).</summary>
    public Token Next()
    {
        while (position < source.Length)
        {
            var c = source[position];
            switch (c)
            {
                case ' ' or '\t' or ',' or '\uFEFF':
                    position++;
                    continue;
                case '\n' or '\r':
                    SkipLineBreak();
                    continue;
                case '#':
                    SkipComment();
                    continue;
                case '"':
                    return StandsAt(position, "\"\"\"") ? ReadBlockString() : ReadString();
                case '.' when StandsAt(position, "..."):
                    return Take(TokenKind.Spread, 3);
            }

            if (IsNameStart(c))
            {
                return ReadName();
            }

            if (IsDigit(c) || c == '-')
            {
                return ReadNumber();
            }

            var punctuator = Punctuator(c);
            return punctuator == TokenKind.EndOfFile ? throw UnexpectedCharacter(c) : Take(punctuator, 1);
        }

        return Take(TokenKind.EndOfFile, 0);
    }

    /// <summary>The next token of a schema coordinate, where nothing is ignored (spec 2.14.1).</summary>
    public Token NextOfCoordinate()
    {
        if (position >= source.Length)
        {
            return Take(TokenKind.EndOfFile, 0);
        }

        var c = source[position];
        if (IsNameStart(c))
        {
            return ReadName();
        }

        return c switch
        {
            '.' => Take(TokenKind.Dot, 1),
            '(' or ')' or ':' or '@' => Take(Punctuator(c), 1),
            _ => throw Error(position, $"Invalid character: {Printed(position)}."),
        };
    }

    /// <summary>The value of a token as written or, for strings, as meant; null for punctuators.</summary>
    public readonly string? ValueOf(in Token token) =>
        token.Kind switch
        {
            TokenKind.Name or TokenKind.Int or TokenKind.Float => source[token.Start..token.End],
            _ => token.Value,
        };

    private static TokenKind Punctuator(char c) =>
        c switch
        {
            '!' => TokenKind.Bang,
            '$' => TokenKind.Dollar,
            '&' => TokenKind.Ampersand,
            '(' => TokenKind.ParenOpen,
            ')' => TokenKind.ParenClose,
            ':' => TokenKind.Colon,
            '=' => TokenKind.EqualsSign,
            '@' => TokenKind.At,
            '[' => TokenKind.BracketOpen,
            ']' => TokenKind.BracketClose,
            '{' => TokenKind.BraceOpen,
            '|' => TokenKind.Pipe,
            '}' => TokenKind.BraceClose,
            _ => TokenKind.EndOfFile,
        };

    private Token Take(TokenKind kind, int length)
    {
        var start = position;
        position += length;
        return new Token(kind, start, position, line, start + 1 - lineStart);
    }

    private Token ReadName()
    {
        var end = position + 1;
        while (end < source.Length && IsNameContinue(source[end]))
        {
            end++;
        }

        return Take(TokenKind.Name, end - position);
    }

    private void SkipLineBreak()
    {
        position += StandsAt(position, "\r\n") ? 2 : 1;
        line++;
        lineStart = position;
    }

    /// <summary>Stops at a character that no source may hold, so that the next token reports it.</summary>
    private void SkipComment()
    {
        while (position < source.Length && source[position] is not ('\n' or '\r'))
        {
            var length = CharacterLength(position);
            if (length == 0)
            {
                return;
            }

            position += length;
        }
    }

    /// <summary>The number of UTF-16 units of the source character; 0 where there is none.</summary>
    private readonly int CharacterLength(int at) =>
        IsScalarValue(source[at]) ? 1
        : IsSurrogatePair(source, at) ? 2
        : 0;

    private readonly bool StandsAt(int at, string text) =>
        at < source.Length && source.AsSpan(at).StartsWith(text, StringComparison.Ordinal);

    private readonly char At(int at) => at < source.Length ? source[at] : '\0';

    private readonly string Slice(int start, int length) =>
        source.Substring(start, Math.Min(length, source.Length - start));

    private readonly GraphQLSyntaxException UnexpectedCharacter(char c)
    {
        if (c == '\'')
        {
            return Error(position, "Unexpected single quote character ('), did you mean to use a double quote (\")?");
        }

        var kind = CharacterLength(position) > 0 ? "Unexpected" : "Invalid";
        return Error(position, $"{kind} character: {Printed(position)}.");
    }

    /// <summary>How messages show the character at a position.</summary>
    private readonly string Printed(int at)
    {
        if (at >= source.Length)
        {
            return TokenKind.EndOfFile.Text();
        }

        var code = IsSurrogatePair(source, at) ? char.ConvertToUtf32(source, at) : source[at];
        return code switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{(char)code}\"",
            _ => $"U+{code:X4}",
        };
    }

    private readonly GraphQLSyntaxException Error(int at, string description) =>
        GraphQLSyntaxException.At(source, at, description);
}
