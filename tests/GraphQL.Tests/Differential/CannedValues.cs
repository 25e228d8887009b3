using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.Differential;

/// <summary>The value of a field by the hash of its path: the same function as in judge.mjs.</summary>
internal sealed class CannedValues(Schema schema)
{
    private static readonly object?[] Wrong =
    [
        12,
        -7,
        0.5,
        2147483648.0,
        true,
        false,
        "text",
        "12",
        "",
        new Dictionary<string, object?>(),
        Array.Empty<object?>(),
    ];

    public object? Resolve(object? parent, FieldContext context) =>
        Of(context.Field.Type, string.Join('.', context.Path), context.Arguments);

    /// <summary>So that columns, batches and plain reads all take part, a field's way of being resolved depends on its name.</summary>
    public static uint ModeOf(FieldDefinition field) => Hash($"{field.DeclaringType.Name}.{field.Name}") % 3;

    private object? Of(GraphQLType type, string path, IReadOnlyDictionary<string, object?> arguments)
    {
        if (type is NonNullType nonNull)
        {
            return Of(nonNull.OfType, path, arguments);
        }

        var h = Hash(path);
        if (h % 29 == 0)
        {
            return null;
        }

        if (h % 31 == 1)
        {
            return new GraphQLException($"failed at {path}");
        }

        return type switch
        {
            ListType when h % 53 == 2 => "no list",
            ListType list => Enumerable
                .Range(0, (int)((h >> 8) % 4))
                .Select(at => Of(list.OfType, $"{path}.{at}", arguments))
                .ToArray(),
            ObjectType => new Dictionary<string, object?>(),
            InterfaceType or UnionType => Abstract(type.Named, h),
            _ => Leaf(type.Named, h, arguments),
        };
    }

    private Dictionary<string, object?> Abstract(NamedType type, uint h)
    {
        string[] names =
        [
            .. schema.PossibleTypes(type).Select(possible => possible.Name),
            .. h % 17 == 3 ? new[] { "Nowhere", "Query", "String" } : [],
        ];
        return new() { ["__typename"] = names[(h >> 8) % (uint)names.Length] };
    }

    private static object? Leaf(NamedType type, uint h, IReadOnlyDictionary<string, object?> arguments)
    {
        if (h % 19 == 4)
        {
            return Wrong[(h >> 8) % 11];
        }

        if (type is EnumType @enum)
        {
            return @enum.Values[(int)((h >> 8) % (uint)@enum.Values.Count)].Name;
        }

        return type.Name switch
        {
            "Int" => (int)(h % 2000) - 1000,
            "Float" => ((int)(h % 2000) - 1000) / 8.0,
            "Boolean" => h % 2 == 0,
            "String" => arguments.Count > 0 ? Json(arguments) : $"s{h % 1000}",
            "ID" => h % 2 == 0 ? $"id{h % 1000}" : (int)(h % 1000),
            _ => ((h >> 8) % 4) switch
            {
                0 => (int)(h % 1000),
                1 => $"x{h % 1000}",
                2 => true,
                _ => new Dictionary<string, object?> { ["a"] = new object?[] { (int)(h % 10), null } },
            },
        };
    }

    private static string Json(IReadOnlyDictionary<string, object?> arguments)
    {
        var json = new JsonOutput();
        PlainJson.Write(arguments, json);
        var text = System.Text.Encoding.UTF8.GetString(json.Finish(out var lease).Span);
        lease.Dispose();
        return text;
    }

    private static uint Hash(string text)
    {
        var value = 0x811c9dc5u;
        foreach (var c in text)
        {
            value = (value ^ c) * 0x01000193u;
        }

        value = (value ^ (value >> 15)) * 0x2c1b3c6du;
        value = (value ^ (value >> 12)) * 0x297a2d39u;
        return value ^ (value >> 15);
    }
}
