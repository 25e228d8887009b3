using static PartnerGraph.GraphQL.Language.CharacterClasses;

namespace PartnerGraph.GraphQL.Language;

public partial struct Lexer
{
    /// <summary>
    /// IntValue :: IntegerPart; FloatValue :: IntegerPart FractionalPart? ExponentPart?, and neither a dot nor a name
    /// may follow (spec 2.9.1, 2.9.2).
    /// </summary>
    private Token ReadNumber()
    {
        var end = position + (source[position] == '-' ? 1 : 0);
        var kind = TokenKind.Int;
        if (At(end) == '0')
        {
            end++;
            if (IsDigit(At(end)))
            {
                throw Error(end, $"Invalid number, unexpected digit after 0: {Printed(end)}.");
            }
        }
        else
        {
            end = ReadDigits(end);
        }

        if (At(end) == '.')
        {
            kind = TokenKind.Float;
            end = ReadDigits(end + 1);
        }

        if (At(end) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            end++;
            end = ReadDigits(end + (At(end) is '+' or '-' ? 1 : 0));
        }

        return At(end) == '.' || IsNameStart(At(end)) ? throw DigitExpected(end) : Take(kind, end - position);
    }

    private readonly int ReadDigits(int start)
    {
        if (!IsDigit(At(start)))
        {
            throw DigitExpected(start);
        }

        var end = start + 1;
        while (IsDigit(At(end)))
        {
            end++;
        }

        return end;
    }

    private readonly GraphQLSyntaxException DigitExpected(int at) =>
        Error(at, $"Invalid number, expected digit but got: {Printed(at)}.");
}
