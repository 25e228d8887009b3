using System.Buffers;
using System.Text.Json;

namespace PartnerGraph.Bench.Engine;

/// <summary>The same answer by Utf8JsonWriter, as one would write it without an engine.</summary>
internal sealed class HandWritten
{
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText Customers = JsonEncodedText.Encode("customers");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Country = JsonEncodedText.Encode("country");
    private static readonly JsonEncodedText Active = JsonEncodedText.Encode("active");
    private static readonly JsonEncodedText Subscriptions = JsonEncodedText.Encode("subscriptions");
    private static readonly JsonEncodedText Offer = JsonEncodedText.Encode("offer");
    private static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("quantity");

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);
    private readonly Utf8JsonWriter json;

    public HandWritten() => json = new Utf8JsonWriter(buffer, Options);

    public int Run()
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteStartObject(Data);
        json.WriteStartArray(Customers);
        foreach (var row in Rows.All)
        {
            Write(row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount;
    }

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    private void Write(CustomerRow row)
    {
        json.WriteStartObject();
        json.WriteNumber(Id, row.Id);
        json.WriteString(Name, row.Name);
        json.WriteString(Country, row.Country);
        json.WriteBoolean(Active, row.Active);
        json.WriteStartArray(Subscriptions);
        foreach (var subscription in row.Subscriptions)
        {
            json.WriteStartObject();
            json.WriteNumber(Id, subscription.Id);
            json.WriteString(Offer, subscription.Offer);
            json.WriteNumber(Quantity, subscription.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
