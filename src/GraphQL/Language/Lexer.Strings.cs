using System.Text;
using static PartnerGraph.GraphQL.Language.CharacterClasses;

namespace PartnerGraph.GraphQL.Language;

public partial struct Lexer
{
    private const int FixedEscapeLength = 6;

    /// <summary>StringValue :: `"` StringCharacter* `"` (spec 2.9.4).</summary>
    private Token ReadString()
    {
        StringBuilder? unescaped = null;
        var chunk = position + 1;
        var at = chunk;
        while (at < source.Length)
        {
            var c = source[at];
            if (c == '"')
            {
                var tail = source.AsSpan(chunk, at - chunk);
                var value = unescaped is null ? tail.ToString() : unescaped.Append(tail).ToString();
                return Take(TokenKind.String, at + 1 - position) with { Value = value };
            }

            if (c is '\n' or '\r')
            {
                break;
            }

            if (c == '\\')
            {
                unescaped = (unescaped ?? new StringBuilder()).Append(source, chunk, at - chunk);
                at += ReadEscape(at, unescaped);
                chunk = at;
                continue;
            }

            at += LengthWithinString(at);
        }

        throw Error(at, "Unterminated string.");
    }

    /// <summary>`"""` BlockStringCharacter* `"""` (spec 2.9.4).</summary>
    private Token ReadBlockString()
    {
        var lines = new List<string>();
        var current = new StringBuilder();
        var lastLineStart = lineStart;
        var chunk = position + 3;
        var at = chunk;
        while (at < source.Length)
        {
            var c = source[at];
            if (c == '"' && StandsAt(at, "\"\"\""))
            {
                lines.Add(current.Append(source, chunk, at - chunk).ToString());
                var value = string.Join('\n', BlockString.Dedent(lines));
                var token = Take(TokenKind.BlockString, at + 3 - position) with { Value = value };
                line += lines.Count - 1;
                lineStart = lastLineStart;
                return token;
            }

            if (c == '\\' && StandsAt(at, "\\\"\"\""))
            {
                current.Append(source, chunk, at - chunk);
                chunk = at + 1;
                at += 4;
                continue;
            }

            if (c is '\n' or '\r')
            {
                lines.Add(current.Append(source, chunk, at - chunk).ToString());
                current.Clear();
                at += StandsAt(at, "\r\n") ? 2 : 1;
                chunk = at;
                lastLineStart = at;
                continue;
            }

            at += LengthWithinString(at);
        }

        throw Error(at, "Unterminated string.");
    }

    private readonly int LengthWithinString(int at)
    {
        var length = CharacterLength(at);
        return length > 0 ? length : throw Error(at, $"Invalid character within String: {Printed(at)}.");
    }

    /// <summary>StringCharacter :: `\u` EscapedUnicode | `\` EscapedCharacter (spec 2.9.4); answers the length of the escape.</summary>
    private readonly int ReadEscape(int at, StringBuilder into)
    {
        var c = At(at + 1);
        if (c == 'u')
        {
            return At(at + 2) == '{' ? ReadVariableWidthEscape(at, into) : ReadFixedWidthEscape(at, into);
        }

        into.Append(
            c switch
            {
                '"' or '\\' or '/' => c,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => throw Error(at, $"Invalid character escape sequence: \"{Slice(at, 2)}\"."),
            }
        );
        return 2;
    }

    /// <summary>EscapedUnicode :: `{` HexDigit+ `}` (spec 2.9.4).</summary>
    private readonly int ReadVariableWidthEscape(int at, StringBuilder into)
    {
        const int longest = 12;
        var code = 0;
        var length = 3;
        while (length < longest)
        {
            var c = At(at + length++);
            if (c == '}')
            {
                if (length < 5 || !IsScalarValue(code))
                {
                    break;
                }

                into.Append(char.ConvertFromUtf32(code));
                return length;
            }

            code = (code << 4) | HexDigit(c);
            if (code < 0)
            {
                break;
            }
        }

        throw InvalidUnicodeEscape(at, length);
    }

    /// <summary>EscapedUnicode :: HexDigit HexDigit HexDigit HexDigit, or two of them that are a surrogate pair (spec 2.9.4).</summary>
    private readonly int ReadFixedWidthEscape(int at, StringBuilder into)
    {
        var code = FourHexDigits(at + 2);
        if (IsScalarValue(code))
        {
            into.Append((char)code);
            return FixedEscapeLength;
        }

        if (code >= 0 && char.IsHighSurrogate((char)code) && StandsAt(at + FixedEscapeLength, "\\u"))
        {
            var low = FourHexDigits(at + FixedEscapeLength + 2);
            if (low >= 0 && char.IsLowSurrogate((char)low))
            {
                into.Append((char)code).Append((char)low);
                return 2 * FixedEscapeLength;
            }
        }

        throw InvalidUnicodeEscape(at, FixedEscapeLength);
    }

    /// <summary>Negative where one of the four is no hexadecimal digit.</summary>
    private readonly int FourHexDigits(int at) =>
        (HexDigit(At(at)) << 12) | (HexDigit(At(at + 1)) << 8) | (HexDigit(At(at + 2)) << 4) | HexDigit(At(at + 3));

    private static int HexDigit(char c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'a' and <= 'f' => c - 'a' + 10,
            >= 'A' and <= 'F' => c - 'A' + 10,
            _ => -1,
        };

    private readonly GraphQLSyntaxException InvalidUnicodeEscape(int at, int length) =>
        Error(at, $"Invalid Unicode escape sequence: \"{Slice(at, length)}\".");
}
