using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Audit;

/// <summary>An event as one line of JSON (JSON Lines), with the names of the fields that the schema has for it.</summary>
internal static class AuditLine
{
    private static readonly JsonWriterOptions AsWritten = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(
        IBufferWriter<byte> output,
        AuditEvent row,
        IReadOnlyDictionary<OrganizationId, string> names,
        Language language
    )
    {
        using (var json = new Utf8JsonWriter(output, AsWritten))
        {
            json.WriteStartObject();
            json.WriteString("id", GlobalId.Of(NodeKind.AuditEvent, row.Id.Value));
            json.WriteString(
                "at",
                row.At.UtcDateTime.ToString(ValueTypes.DateTimeFormat, CultureInfo.InvariantCulture)
            );
            json.WriteString("action", row.Action);
            json.WriteString("outcome", SchemaName.Of(row.Outcome));
            json.WriteString("code", row.Code);
            json.WriteString("actorKind", SchemaName.Of(row.ActorKind));
            json.WriteString("actor", AuditNames.ActorOf(row, language));
            json.WriteString("actorUserId", AuditNames.ActorUserOf(row));
            json.WriteString("actorOrganization", Name(row.ActorOrganizationId));
            json.WriteString("onBehalfOf", Name(row.OnBehalfOfId));
            json.WriteString("customer", Name(row.CustomerId));
            json.WriteString("subjectId", AuditNames.SubjectOf(row));
            json.WriteStartArray("changedFields");
            foreach (var field in row.ChangedFields)
                json.WriteStringValue(field);
            json.WriteEndArray();
            json.WriteString("origin", row.Origin);
            json.WriteEndObject();
        }
        output.Write("\n"u8);

        string? Name(OrganizationId? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }
}
