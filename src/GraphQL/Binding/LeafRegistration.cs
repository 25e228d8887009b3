using System.Text;
using System.Text.Json;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>A CLR type that was given for a scalar or enum type.</summary>
internal abstract class LeafRegistration
{
    public abstract Type ClrType { get; }

    /// <summary>Joins it with its type; problems are told by their sentences.</summary>
    public abstract void Bind(NamedType type, List<string> problems);

    public abstract ValueShape Shape(NamedType type);

    /// <summary>From the coerced plain value to the CLR type.</summary>
    public abstract InputReader Reader();
}

internal sealed class EnumRegistration<TEnum> : LeafRegistration
    where TEnum : struct, Enum
{
    private readonly Dictionary<TEnum, string> names = [];
    private readonly Dictionary<string, TEnum> values = new(StringComparer.Ordinal);

    public override Type ClrType => typeof(TEnum);

    public override void Bind(NamedType type, List<string> problems)
    {
        if (type is not EnumType @enum)
        {
            problems.Add($"{type.Name} is bound as an enum and is none.");
            return;
        }

        foreach (var member in Enum.GetValues<TEnum>())
        {
            var name = ScreamingSnake(member.ToString());
            names[member] = name;
            values[name] = member;
            if (@enum.Values.Find(name) is null)
            {
                problems.Add($"{typeof(TEnum).Name}.{member} is no value of {type.Name}: there is no {name}.");
            }
        }

        foreach (var value in @enum.Values.Where(value => !values.ContainsKey(value.Name)))
        {
            problems.Add($"{type.Name}.{value.Name} is no member of {typeof(TEnum).Name}.");
        }
    }

    public override ValueShape Shape(NamedType type)
    {
        var texts = new EnumTexts<TEnum>(names);
        return new LeafShape<TEnum>(nonNull => new EnumPlan<TEnum>(texts, type.Name, nonNull));
    }

    public override InputReader Reader() => new InputReader<TEnum>(value => values[(string)value]);

    /// <summary><c>InReview</c> to <c>IN_REVIEW</c>, <c>Office365</c> to <c>OFFICE_365</c>.</summary>
    private static string ScreamingSnake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var at = 0; at < name.Length; at++)
        {
            var (c, before) = (name[at], at == 0 ? '\0' : name[at - 1]);
            var beginsWord =
                char.IsUpper(c)
                && before is not ('\0' or '_')
                && (!char.IsUpper(before) || (at + 1 < name.Length && char.IsLower(name[at + 1])));
            if (beginsWord || (char.IsDigit(c) && char.IsLetter(before)))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }
}

internal sealed class ScalarRegistration<T>(Func<JsonElement, T> parse, Action<T, JsonOutput> write) : LeafRegistration
{
    public override Type ClrType => typeof(T);

    public override void Bind(NamedType type, List<string> problems)
    {
        if (type is ScalarType scalar)
        {
            scalar.Coercion = new BoundScalarCoercion<T>(parse, write);
        }
        else
        {
            problems.Add($"{type.Name} is bound as a scalar and is none.");
        }
    }

    public override ValueShape Shape(NamedType type) => new LeafShape<T>(nonNull => new WrittenPlan<T>(write, nonNull));

    public override InputReader Reader() => new InputReader<T>(value => (T)value);
}

/// <summary>The coercion of a scalar that is bound to a CLR type.</summary>
internal sealed class BoundScalarCoercion<T>(Func<JsonElement, T> parse, Action<T, JsonOutput> write) : ScalarCoercion
{
    public override object? ParseValue(JsonElement value)
    {
        try
        {
            return parse(value);
        }
        catch (FormatException exception)
        {
            throw new GraphQLException(exception.Message, ErrorCodes.BadUserInput);
        }
    }

    public override object? ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables)
    {
        var json = new JsonOutput();
        PlainJson.Write(UntypedLiteral.ToValue(literal, variables), json);
        using var document = JsonDocument.Parse(json.Finish(out var lease));
        using (lease)
        {
            return ParseValue(document.RootElement.Clone());
        }
    }

    public override object? Serialize(object value)
    {
        var json = new JsonOutput();
        write((T)value, json);
        using var document = JsonDocument.Parse(json.Finish(out var lease));
        using (lease)
        {
            return Anything.ParseValue(document.RootElement.Clone());
        }
    }
}
