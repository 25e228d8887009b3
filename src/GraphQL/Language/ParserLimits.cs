namespace PartnerGraph.GraphQL.Language;

/// <summary>What a document may cost before it is refused unread; the defaults fit documents from strangers (spec 2.2).</summary>
public sealed record ParserLimits
{
    /// <summary>The limits for documents of clients.</summary>
    public static ParserLimits Default { get; } = new();

    /// <summary>The limits for a schema of our own: any length, yet no nesting that could exhaust the stack.</summary>
    public static ParserLimits Trusted { get; } =
        new()
        {
            MaxCharacters = int.MaxValue,
            MaxTokens = int.MaxValue,
            MaxDirectives = int.MaxValue,
        };

    /// <summary>UTF-16 units in the source; 262,144 by default.</summary>
    public int MaxCharacters { get; init; } = 256 * 1024;

    /// <summary>Tokens in the source, the end not counted; 15,000 by default.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>Selection sets, lists, objects and list types inside each other; 64 by default.</summary>
    public int MaxNesting { get; init; } = 64;

    /// <summary>Directives applied anywhere in the source; 500 by default.</summary>
    public int MaxDirectives { get; init; } = 500;

    /// <summary>Whether a fragment may declare variables: not in the specification, yet in old documents. Off by default.</summary>
    public bool AllowLegacyFragmentVariables { get; init; }
}
