namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// A text from outside as a database can compare it. PostgreSQL takes no U+0000; none is ever stored, so that a text with one is
/// equal to nothing and found nowhere.
/// </summary>
internal static class ComparableText
{
    private const char Nul = '\0';

    public static bool IsComparable(string text) => !text.Contains(Nul);

    /// <summary>The text itself, or one that stands for it and is equal to nothing.</summary>
    public static string Of(string text) => text.Replace(Nul, '\uFFFF');
}
