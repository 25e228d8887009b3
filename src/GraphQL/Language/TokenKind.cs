namespace PartnerGraph.GraphQL.Language;

/// <summary>The kinds of lexical tokens (spec 2.1.6).</summary>
public enum TokenKind : byte
{
    StartOfFile,
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    ParenOpen,
    ParenClose,
    Dot,
    Spread,
    Colon,
    EqualsSign,
    At,
    BracketOpen,
    BracketClose,
    BraceOpen,
    Pipe,
    BraceClose,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>How messages call the kinds of tokens (spec 2.1.6).</summary>
public static class TokenKinds
{
    private static readonly string[] Texts =
    [
        "<SOF>",
        "<EOF>",
        "!",
        "$",
        "&",
        "(",
        ")",
        ".",
        "...",
        ":",
        "=",
        "@",
        "[",
        "]",
        "{",
        "|",
        "}",
        "Name",
        "Int",
        "Float",
        "String",
        "BlockString",
    ];

    /// <summary>The punctuator itself, or the name of the kind (spec 2.1.8).</summary>
    public static string Text(this TokenKind kind) => Texts[(int)kind];

    /// <summary>Whether tokens of the kind are punctuators (spec 2.1.8).</summary>
    public static bool IsPunctuator(this TokenKind kind) => kind is >= TokenKind.Bang and <= TokenKind.BraceClose;
}
