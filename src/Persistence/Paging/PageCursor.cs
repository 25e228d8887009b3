using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Paging;

/// <summary>A place in an ordered list: the keys of the row it stands on. Opaque to clients.</summary>
public sealed record PageCursor(IReadOnlyList<string> Keys)
{
    private const int MaximumLength = 2000;

    public static bool TryParse(string text, [NotNullWhen(true)] out PageCursor? cursor)
    {
        cursor = null;
        if (text.Length is 0 or > MaximumLength || !Base64Url.IsValid(text))
        {
            return false;
        }
        try
        {
            var keys = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text));
            if (keys is not { Length: > 0 } || !keys.All(key => key is not null && ComparableText.IsComparable(key)))
            {
                return false;
            }
            cursor = new PageCursor(keys);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(Keys));
}

/// <summary>A cursor that was made for another list, or by hand: to be told to the client as bad input.</summary>
public sealed class ForeignCursorException() : ArgumentException("The cursor is no cursor of this list.");
