using System.Collections.Immutable;
using System.Text.Json;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>What is wrong with an input value, and where in it.</summary>
/// <param name="Path">Field names and list indices from the value's root; empty for the value itself.</param>
/// <param name="Value">The value at that place; undefined where there is none.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Cause">The exception of a scalar's code, if that is the reason.</param>
public sealed record InputValueError(
    ImmutableArray<object> Path,
    JsonElement Value,
    string Message,
    Exception? Cause = null
)
{
    /// <summary>The path as it is written behind a name: <c>.field[0]</c>.</summary>
    public string PathText => string.Concat(Path.Select(key => key is int index ? $"[{index}]" : $".{key}"));
}

/// <summary>Input coercion of a JSON value (spec 3.5 to 3.12, "Input Coercion").</summary>
public static class InputValueCoercion
{
    /// <summary>
    /// The coerced value. Each error is told to <paramref name="onError"/>, and null stands in the value's place: with an error the value
    /// is not to be used.
    /// </summary>
    public static object? Coerce(
        JsonElement value,
        GraphQLType type,
        Action<InputValueError> onError,
        bool suggest = true
    ) => new Walk(onError, suggest).Coerce(value, type, null);

    /// <summary>The coerced value; the first error is thrown, with the place in the value.</summary>
    public static object? Coerce(JsonElement value, GraphQLType type) =>
        Coerce(
            value,
            type,
            error =>
                throw new GraphQLException(
                    $"Invalid value {ValueText.Of(error.Value)}"
                        + (error.Path.IsEmpty ? "" : $" at \"value{error.PathText}\"")
                        + $": {error.Message}",
                    ErrorCodes.BadUserInput
                )
        );

    /// <summary>A place in the value, by its parents.</summary>
    private sealed record Place(Place? Parent, object Key);

    private sealed class Walk(Action<InputValueError> onError, bool suggest)
    {
        public object? Coerce(JsonElement value, GraphQLType type, Place? at)
        {
            var isNull = value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
            if (type is NonNullType nonNull)
            {
                return isNull
                    ? Fail(at, value, $"Expected non-nullable type \"{type}\" not to be null.")
                    : Coerce(value, nonNull.OfType, at);
            }

            if (isNull)
            {
                return null;
            }

            return type switch
            {
                ListType list => CoerceList(value, list, at),
                InputObjectType input => CoerceObject(value, input, at),
                EnumType @enum => CoerceEnum(value, @enum, at),
                ScalarType scalar => CoerceScalar(value, scalar, at),
                _ => throw new InvalidOperationException($"{type} is not an input type."),
            };
        }

        private object?[] CoerceList(JsonElement value, ListType type, Place? at)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return [Coerce(value, type.OfType, at)];
            }

            var items = new object?[value.GetArrayLength()];
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                items[index] = Coerce(item, type.OfType, new Place(at, index));
                index++;
            }

            return items;
        }

        private InputObject? CoerceObject(JsonElement value, InputObjectType type, Place? at)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                Fail(at, value, $"Expected type \"{type.Name}\" to be an object.");
                return null;
            }

            var coerced = new List<KeyValuePair<string, object?>>(type.Fields.Count);
            foreach (var field in type.Fields)
            {
                if (JsonText.TryGet(value, field.Name, out var given))
                {
                    var item = Coerce(given, field.Type, new Place(at, field.Name));
                    coerced.Add(new(field.Name, item));
                }
                else if (field.HasDefault)
                {
                    coerced.Add(new(field.Name, field.Default));
                }
                else if (field.Type.IsNonNull)
                {
                    Fail(at, value, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
                }
            }

            RefuseUnknown(value, type, at);
            if (type.IsOneOf)
            {
                CheckOneOf(value, type, coerced, at);
            }

            return new InputObject(coerced);
        }

        private void RefuseUnknown(JsonElement value, InputObjectType type, Place? at)
        {
            foreach (var property in value.EnumerateObject())
            {
                var name = JsonText.NameOf(property);
                if (type.Fields.Find(name) is null)
                {
                    var question = suggest ? Suggestions.DidYouMean(name, type.Fields.Select(field => field.Name)) : "";
                    Fail(at, value, $"Field \"{Shorten(name)}\" is not defined by type \"{type.Name}\".{question}");
                }
            }
        }

        private void CheckOneOf(
            JsonElement value,
            InputObjectType type,
            List<KeyValuePair<string, object?>> coerced,
            Place? at
        )
        {
            if (coerced.Count != 1)
            {
                Fail(at, value, $"Exactly one key must be specified for OneOf type \"{type.Name}\".");
            }

            if (
                coerced.Count > 0
                && JsonText.TryGet(value, coerced[0].Key, out var first)
                && first.ValueKind == JsonValueKind.Null
            )
            {
                Fail(new Place(at, coerced[0].Key), first, $"Field \"{coerced[0].Key}\" must be non-null.");
            }
        }

        private object? CoerceEnum(JsonElement value, EnumType type, Place? at)
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                var shown = ValueText.Of(value);
                return Fail(
                    at,
                    value,
                    $"Enum \"{type.Name}\" cannot represent non-string value: {shown}.{Question(type, shown)}"
                );
            }

            var name = JsonText.Of(value);
            return type.Values.Find(name) is { } known
                ? known.Name
                : Fail(
                    at,
                    value,
                    $"Value \"{Shorten(name)}\" does not exist in \"{type.Name}\" enum.{Question(type, name)}"
                );
        }

        private object? CoerceScalar(JsonElement value, ScalarType type, Place? at)
        {
            try
            {
                return type.Coercion.ParseValue(value);
            }
            catch (GraphQLException exception)
            {
                return Fail(at, value, exception.Message, exception);
            }
            catch (Exception exception)
                when (exception
                        is FormatException
                            or ArgumentException
                            or InvalidOperationException
                            or OverflowException
                )
            {
                return Fail(at, value, $"Expected type \"{type.Name}\". {exception.Message}", exception);
            }
        }

        private string Question(EnumType type, string given) =>
            suggest ? Suggestions.DidYouMean("the enum value", given, type.Values.Select(item => item.Name)) : "";

        private object? Fail(Place? at, JsonElement value, string message, Exception? cause = null)
        {
            var path = ImmutableArray.CreateBuilder<object>();
            for (var place = at; place is not null; place = place.Parent)
            {
                path.Insert(0, place.Key);
            }

            onError(new InputValueError(path.ToImmutable(), value, message, cause));
            return null;
        }
    }

    // A name out of a client's JSON may be of any length.
    private static string Shorten(string name) =>
        name.Length <= ValueText.MostCharacters ? name : name[..ValueText.MostCharacters] + "…";
}
