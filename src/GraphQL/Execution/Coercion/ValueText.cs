using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>
/// Shows a value in a message (spec 7.1.2): strings quoted, objects as <c>{ a: 1 }</c>, at most two levels and ten items of a list,
/// and never more than <see cref="MostCharacters"/>, so that a large input is not sent back once for each of its errors.
/// </summary>
public static class ValueText
{
    /// <summary>The longest text; what is beyond is cut and marked with an ellipsis.</summary>
    public const int MostCharacters = 2_000;

    private const int MostLevels = 2;
    private const int MostItems = 10;

    /// <summary>The text of a JSON value; <c>undefined</c> where there is none.</summary>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return Cut(text);
    }

    /// <summary>The text of plain data: null, bool, numbers, strings, lists and dictionaries.</summary>
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return Cut(text);
    }

    /// <summary>A string with quotes and escapes as in JSON.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        Quote(text, value);
        return text.ToString();
    }

    private static string Cut(StringBuilder text) =>
        text.Length <= MostCharacters ? text.ToString() : text.ToString(0, MostCharacters) + "…";

    private static void Write(StringBuilder text, JsonElement value, int level)
    {
        if (text.Length > MostCharacters)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Quote(text, JsonText.Of(value));
                break;
            case JsonValueKind.Number:
                text.Append(NumberText.Of(value.GetDouble()));
                break;
            case JsonValueKind.Array:
                WriteList(text, value.GetArrayLength(), value.EnumerateArray(), level, Write);
                break;
            case JsonValueKind.Object:
                WriteObject(
                    text,
                    value.EnumerateObject().Select(item => KeyValuePair.Create(JsonText.NameOf(item), item.Value)),
                    level,
                    Write
                );
                break;
            default:
                text.Append(
                    value.ValueKind switch
                    {
                        JsonValueKind.True => "true",
                        JsonValueKind.False => "false",
                        JsonValueKind.Null => "null",
                        _ => "undefined",
                    }
                );
                break;
        }
    }

    private static void Write(StringBuilder text, object? value, int level)
    {
        if (text.Length > MostCharacters)
        {
            return;
        }

        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string @string:
                Quote(text, @string);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                text.Append(NumberText.Of(number));
                break;
            case float number:
                text.Append(NumberText.Of(number));
                break;
            case JsonElement json:
                Write(text, json, level);
                break;
            case IEnumerable<KeyValuePair<string, object?>> fields:
                WriteObject(text, fields, level, Write);
                break;
            case IEnumerable items:
                var all = items.Cast<object?>().ToArray();
                WriteList(text, all.Length, all, level, Write);
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteList<T>(
        StringBuilder text,
        int count,
        IEnumerable<T> items,
        int level,
        Action<StringBuilder, T, int> write
    )
    {
        if (count == 0)
        {
            text.Append("[]");
            return;
        }

        if (level >= MostLevels)
        {
            text.Append("[Array]");
            return;
        }

        text.Append('[');
        var shown = 0;
        foreach (var item in items.Take(MostItems))
        {
            text.Append(shown++ == 0 ? "" : ", ");
            write(text, item, level + 1);
        }

        var left = count - shown;
        text.Append(
                left == 0 ? ""
                : left == 1 ? ", ... 1 more item"
                : $", ... {left} more items"
            )
            .Append(']');
    }

    private static void WriteObject<T>(
        StringBuilder text,
        IEnumerable<KeyValuePair<string, T>> fields,
        int level,
        Action<StringBuilder, T, int> write
    )
    {
        var first = true;
        foreach (var (name, value) in LastOfEachName(fields))
        {
            if (level >= MostLevels)
            {
                text.Append("[Object]");
                return;
            }

            text.Append(first ? "{ " : ", ").Append(name).Append(": ");
            write(text, value, level + 1);
            first = false;
            if (text.Length > MostCharacters)
            {
                return;
            }
        }

        text.Append(first ? "{}" : " }");
    }

    // A name that is given twice counts once, with the value given last.
    private static IEnumerable<KeyValuePair<string, T>> LastOfEachName<T>(IEnumerable<KeyValuePair<string, T>> fields)
    {
        var values = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        return values;
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value.AsSpan(0, Math.Min(value.Length, MostCharacters + 1)))
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
