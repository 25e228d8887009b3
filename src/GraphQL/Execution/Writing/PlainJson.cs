using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace PartnerGraph.GraphQL.Execution.Writing;

/// <summary>Writes plain data: null, bool, numbers, strings, lists and dictionaries of these (spec 7.2.1).</summary>
internal static class PlainJson
{
    public static void Write(object? value, JsonOutput json)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case null:
                json.Null();
                break;
            case string text:
                json.String(text);
                break;
            case bool flag:
                json.Boolean(flag);
                break;
            case int number:
                json.Number(number);
                break;
            case long number:
                json.Number(number);
                break;
            case float number:
                json.Number((double)number);
                break;
            case double number:
                json.Number(number);
                break;
            case decimal number:
                json.Number(number);
                break;
            case JsonElement element:
                json.Raw(System.Text.Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
            case IReadOnlyDictionary<string, object?> map:
                Map(map, json);
                break;
            case IEnumerable list:
                List(list, json);
                break;
            default:
                json.String(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private static void Map(IReadOnlyDictionary<string, object?> map, JsonOutput json)
    {
        json.Byte((byte)'{');
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first)
            {
                json.Byte((byte)',');
            }

            first = false;
            json.String(key);
            json.Byte((byte)':');
            Write(value, json);
        }

        json.Byte((byte)'}');
    }

    private static void List(IEnumerable list, JsonOutput json)
    {
        json.Byte((byte)'[');
        var first = true;
        foreach (var value in list)
        {
            if (!first)
            {
                json.Byte((byte)',');
            }

            first = false;
            Write(value, json);
        }

        json.Byte((byte)']');
    }
}
