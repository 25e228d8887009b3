using System.Text.Json;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>
/// Where the parts of a usual request lie in its bytes: <c>query</c> as it is written there, without quotes and still escaped, and
/// <c>variables</c> (GraphQL over HTTP, Request Parameters). What is not usual has none, and is read in the long way.
/// </summary>
internal readonly record struct Envelope(Range Query, Range? OperationName, Range? Variables)
{
    /// <summary>Null for anything but an object with a text for <c>query</c> and, at most once each, a name and a map of variables.</summary>
    public static Envelope? Find(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? FindMembers(ref reader) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Envelope? FindMembers(ref Utf8JsonReader reader)
    {
        Range? query = null;
        Range? operationName = null;
        Range? variables = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFirst =
                reader.ValueTextEquals("query"u8) ? query is null && FindText(ref reader, out query)
                : reader.ValueTextEquals("variables"u8) ? variables is null && FindMap(ref reader, out variables)
                : reader.ValueTextEquals("operationName"u8)
                    && operationName is null
                    && FindText(ref reader, out operationName);
            if (!isFirst)
            {
                return null;
            }
        }

        return query is { } text && !reader.Read() ? new Envelope(text, operationName, variables) : null;
    }

    private static bool FindText(ref Utf8JsonReader reader, out Range? text)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex + 1;
        text = start..(start + reader.ValueSpan.Length);
        return reader.TokenType == JsonTokenType.String;
    }

    private static bool FindMap(ref Utf8JsonReader reader, out Range? map)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var isMap = reader.TokenType == JsonTokenType.StartObject;
        reader.Skip();
        map = start..(int)reader.BytesConsumed;
        return isMap;
    }
}
