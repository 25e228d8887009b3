namespace PartnerGraph.GraphQL.Language;

/// <summary>Which characters the lexical grammar puts where (spec 2.1).</summary>
internal static class CharacterClasses
{
    /// <summary>Tab or space (spec 2.1.2).</summary>
    public static bool IsWhiteSpace(char c) => c is '\t' or ' ';

    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    /// <summary>NameStart :: Letter | `_` (spec 2.1.9).</summary>
    public static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>NameContinue :: Letter | Digit | `_` (spec 2.1.9).</summary>
    public static bool IsNameContinue(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>SourceCharacter :: any Unicode scalar value (spec 2.1.1).</summary>
    public static bool IsScalarValue(int code) => code is (>= 0 and <= 0xD7FF) or (>= 0xE000 and <= 0x10FFFF);

    /// <summary>Whether two UTF-16 units that are one scalar value stand at this position.</summary>
    public static bool IsSurrogatePair(string source, int position) =>
        position + 1 < source.Length
        && char.IsHighSurrogate(source[position])
        && char.IsLowSurrogate(source[position + 1]);
}
