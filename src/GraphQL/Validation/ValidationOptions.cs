namespace PartnerGraph.GraphQL.Validation;

/// <summary>How documents are validated; the defaults fit documents from strangers (spec 5).</summary>
public sealed record ValidationOptions
{
    /// <summary>Safe defaults, without suggestions.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>Whether messages may name what the schema has ("Did you mean …"). Off by default.</summary>
    public bool Suggestions { get; init; }

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked. On by default.</summary>
    public bool Introspection { get; init; } = true;

    /// <summary>After so many errors the rest of the document is not looked at; 100 by default.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>After errors of so many characters, too; 200,000 by default.</summary>
    public int MaxErrorCharacters { get; init; } = 200_000;

    /// <summary>So many unknown directives are reported, further ones are not; 10 by default.</summary>
    public int MaxUnknownDirectives { get; init; } = 10;

    /// <summary>The work that comparing overlapping fields may take, in comparisons; 500,000 by default.</summary>
    public int MaxFieldComparisons { get; init; } = 500_000;

    /// <summary>The work that following fragment spreads may take, in spreads and variables; 50,000 by default.</summary>
    public int MaxFragmentWork { get; init; } = 50_000;

    /// <summary>Lists of introspection inside each other that are too many; 3 by default.</summary>
    public int MaxIntrospectionLists { get; init; } = 3;
}
