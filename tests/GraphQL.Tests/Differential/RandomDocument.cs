using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Tests.Differential;

/// <summary>Random documents that are mostly valid, and their variables.</summary>
internal sealed class RandomDocument(Schema schema, Random random)
{
    private static readonly string[] Names = ["a", "b", "x"];

    private readonly StringBuilder fragments = new();
    private readonly Dictionary<string, GraphQLType> variables = new(StringComparer.Ordinal);
    private readonly List<string> declarations = [];
    private int fragmentCount;
    private int budget = 40;

    public (string Query, string Variables) Make()
    {
        var mutates = schema.MutationType is not null && random.Next(6) == 0;
        var body = Set(mutates ? schema.MutationType! : schema.QueryType!, 0);
        var head = declarations.Count == 0 ? "" : $"({string.Join(", ", declarations)})";
        var query = $"{(mutates ? "mutation" : "query")} Op{head} {body}{fragments}";
        if (random.Next(4) == 0)
        {
            query = Mutate(query);
        }

        var given = variables.Where(_ => random.Next(12) != 0).Select(pair => $"\"{pair.Key}\":{Json(pair.Value, 0)}");
        return (query, $"{{{string.Join(',', given)}}}");
    }

    private string Set(NamedType type, int depth)
    {
        var text = new StringBuilder("{ ");
        var count = random.Next(1, 4);
        for (var at = 0; at < count; at++)
        {
            text.Append(Selection(type, depth)).Append(' ');
        }

        if (ReferenceEquals(type, schema.QueryType) && random.Next(12) == 0)
        {
            text.Append(Introspection());
        }

        return text.Append('}').ToString();
    }

    private string Introspection()
    {
        const string Type = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
        const string Input = $"name description type {{ {Type} }} defaultValue isDeprecated deprecationReason";
        string[] parts =
        [
            "kind name description specifiedByURL isOneOf",
            $"fields(includeDeprecated: true) {{ name args {{ {Input} }} type {{ {Type} }} isDeprecated }}",
            $"inputFields {{ {Input} }}",
            "interfaces { name } possibleTypes { name }",
            "enumValues { name isDeprecated }",
        ];
        var own = schema.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        var name = own[random.Next(own.Count)].Name;
        // Version 16.15 has deprecated directives, which the edition has not: it shows in the introspection types and in directives.
        return random.Next(3) == 0
            ? $"__schema {{ queryType {{ name }} subscriptionType {{ name }} types {{ {parts[0]} {parts[2]} {parts[3]} }} }} "
            : $"__type(name: \"{name}\") {{ {parts[random.Next(parts.Length)]} {parts[random.Next(parts.Length)]} }} ";
    }

    private string Selection(NamedType type, int depth) =>
        random.Next(10) switch
        {
            0 => $"__typename{Directives()}",
            1 when depth < 4 => $"... {Condition(type, out var inner)}{Directives()} {Set(inner, depth + 1)}",
            2 when depth < 4 => Spread(type, depth),
            _ => Field(type, depth),
        };

    private string Spread(NamedType type, int depth)
    {
        var name = $"F{fragmentCount++}";
        var condition = Candidates(type)[random.Next(Candidates(type).Count)];
        var body = Set(condition, depth + 1);
        fragments.Append(CultureInfo.InvariantCulture, $" fragment {name} on {condition.Name} {body}");
        return $"...{name}{Directives()}";
    }

    private string Condition(NamedType type, out NamedType inner)
    {
        inner = type;
        if (random.Next(4) == 0)
        {
            return "";
        }

        var candidates = Candidates(type);
        inner = candidates[random.Next(candidates.Count)];
        return $"on {inner.Name}";
    }

    private List<NamedType> Candidates(NamedType type) =>
        type is ObjectType @object
            ? [type, .. @object.Interfaces]
            : [type, .. schema.PossibleTypes(type), .. schema.PossibleTypes(type)];

    private string Field(NamedType type, int depth)
    {
        budget--;
        if (type is not FieldsType { Fields.Count: > 0 } fields)
        {
            return "__typename";
        }

        var field = fields.Fields[random.Next(fields.Fields.Count)];
        var isLeaf = field.Type.Named is ScalarType or EnumType;
        if (!isLeaf && (depth > 5 || budget < 0))
        {
            return "__typename";
        }

        var alias = random.Next(5) switch
        {
            0 => $"{Names[random.Next(Names.Length)]}{random.Next(30)}: ",
            1 when random.Next(5) == 0 => $"{Names[random.Next(Names.Length)]}: ",
            _ => "",
        };
        var below = isLeaf ? "" : $" {Set(field.Type.Named, depth + 1)}";
        return $"{alias}{field.Name}{Arguments(field)}{Directives()}{below}";
    }

    private string Arguments(FieldDefinition field)
    {
        var given = field
            .Arguments.Where(argument => argument.IsRequired || random.Next(2) == 0)
            .Select(argument => $"{argument.Name}: {Value(argument.Type, 0, argument.HasDefault)}")
            .ToList();
        return given.Count == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string Directives() =>
        random.Next(9) switch
        {
            0 => $" @skip(if: {Flag()})",
            1 => $" @include(if: {Flag()})",
            _ => "",
        };

    private string Flag() =>
        random.Next(3) switch
        {
            0 => "true",
            1 => "false",
            _ => Variable(new NonNullType(schema.FindType("Boolean")!)),
        };

    private string Value(GraphQLType type, int depth, bool hasDefault = false)
    {
        if (depth == 0 && random.Next(3) == 0)
        {
            return Variable(hasDefault && random.Next(2) == 0 ? type.Nullable : type);
        }

        if (type is not NonNullType && random.Next(12) == 0)
        {
            return "null";
        }

        return type.Nullable switch
        {
            ListType when random.Next(6) == 0 => Value(((ListType)type.Nullable).OfType, depth + 1),
            ListType list => $"[{string.Join(", ", Items(() => Value(list.OfType, depth + 1)))}]",
            InputObjectType input => Literal(input, depth),
            EnumType @enum => @enum.Values[random.Next(@enum.Values.Count)].Name,
            NamedType scalar => Scalar(scalar.Name, json: false),
            _ => "null",
        };
    }

    private string Literal(InputObjectType type, int depth) =>
        $"{{ {string.Join(", ", Chosen(type).Select(field => $"{field.Name}: {Value(field.Type, type.IsOneOf || depth > 2 ? 1 : random.Next(2))}"))} }}";

    private List<InputValue> Chosen(InputObjectType type) =>
        type.IsOneOf && random.Next(10) != 0
            ? [type.Fields[random.Next(type.Fields.Count)]]
            : [.. type.Fields.Where(field => field.IsRequired || random.Next(3) == 0)];

    private string Variable(GraphQLType type)
    {
        var same = variables.FirstOrDefault(pair => pair.Value.ToString() == type.ToString());
        if (same.Key is not null && random.Next(2) == 0)
        {
            return $"${same.Key}";
        }

        var name = $"v{variables.Count}";
        variables[name] = type;
        var @default = random.Next(4) == 0 ? $" = {Value(type, 1)}" : "";
        declarations.Add($"${name}: {type}{@default}");
        return $"${name}";
    }

    private string Json(GraphQLType type, int depth)
    {
        if (random.Next(type.IsNonNull ? 60 : 14) == 0)
        {
            return "null";
        }

        if (random.Next(25) == 0)
        {
            return Scalar("Any", json: true);
        }

        return type.Nullable switch
        {
            ListType when random.Next(6) == 0 => Json(((ListType)type.Nullable).OfType, depth + 1),
            ListType list => $"[{string.Join(",", Items(() => Json(list.OfType, depth + 1)))}]",
            InputObjectType input =>
                $"{{{string.Join(",", Chosen(input).Select(field => $"\"{field.Name}\":{Json(field.Type, depth + 1)}"))}}}",
            EnumType @enum => $"\"{@enum.Values[random.Next(@enum.Values.Count)].Name}\"",
            NamedType scalar => Scalar(scalar.Name, json: true),
            _ => "null",
        };
    }

    private string Scalar(string name, bool json) =>
        name switch
        {
            "Int" => $"{random.Next(-50, 50)}",
            "Float" => random.Next(2) == 0 ? $"{random.Next(100)}" : $"{random.Next(100)}.25",
            "Boolean" => random.Next(2) == 0 ? "true" : "false",
            "String" => $"\"t{random.Next(9)}\"",
            "ID" => random.Next(2) == 0 ? $"\"i{random.Next(9)}\"" : $"{random.Next(9)}",
            _ => random.Next(6) switch
            {
                0 => $"{random.Next(9)}",
                1 => "\"any\"",
                2 => "[1, \"b\"]",
                3 => json ? "{\"k\": 1}" : "{ k: 1 }",
                4 => "1.5",
                _ => "true",
            },
        };

    private List<string> Items(Func<string> make) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => make())];

    /// <summary>Removes, doubles or replaces a token.</summary>
    private string Mutate(string query)
    {
        var tokens = Regex.Matches(
            query,
            """\.\.\.|"[^"]*"|[A-Za-z_0-9.\-]+|\S""",
            RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
        var token = tokens[random.Next(tokens.Count)];
        var other = tokens[random.Next(tokens.Count)].Value;
        var instead = random.Next(4) switch
        {
            0 => "",
            1 => $"{token.Value} {token.Value}",
            2 => other,
            _ => $"{token.Value} {other}",
        };
        return string.Concat(query.AsSpan(0, token.Index), instead, " ", query.AsSpan(token.Index + token.Length));
    }
}
