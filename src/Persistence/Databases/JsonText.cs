using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Small values that are always read and written as a whole stand in one column as JSON.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new EmailAddressJson(), new CountryCodeJson() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    public static ValueConverter<IReadOnlyList<T>, string> ListConverter<T>() =>
        new(value => Write(value), json => Read<List<T>>(json));

    public static ValueComparer<IReadOnlyList<T>> ListComparer<T>() =>
        new(
            (left, right) =>
                ReferenceEquals(left, right) || (left != null && right != null && left.SequenceEqual(right)),
            list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
            list => list.ToList()
        );

    private sealed class EmailAddressJson : JsonConverter<EmailAddress>
    {
        public override EmailAddress Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => EmailAddress.Restore(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, EmailAddress value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class CountryCodeJson : JsonConverter<CountryCode>
    {
        public override CountryCode Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => CountryCode.Restore(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, CountryCode value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}

internal sealed class JsonConverterOf<T>()
    : ValueConverter<T, string>(value => JsonText.Write(value), json => JsonText.Read<T>(json));
