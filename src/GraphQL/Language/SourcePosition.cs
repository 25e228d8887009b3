using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Language;

/// <summary>From an offset to line and column (spec 7.1.2).</summary>
public static class SourcePosition
{
    /// <summary>The line and column of a UTF-16 offset, both from 1; lines end as the lexical grammar says (spec 2.1.3).</summary>
    public static SourceLocation Find(string source, int position)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < position && i < source.Length; i++)
        {
            if (source[i] is not ('\n' or '\r'))
            {
                continue;
            }

            i += source[i] == '\r' && i + 1 < source.Length && source[i + 1] == '\n' ? 1 : 0;
            line++;
            lineStart = i + 1;
        }

        return new SourceLocation(line, position + 1 - lineStart);
    }
}
