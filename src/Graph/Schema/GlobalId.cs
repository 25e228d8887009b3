using System.Buffers.Text;

namespace PartnerGraph.Graph.Schema;

/// <summary>What a global id is of; the byte stands in the id, so a member never changes its number.</summary>
public enum NodeKind : byte
{
    Partner = 1,
    Operator = 2,
    Customer = 3,
    Enrollment = 4,
    User = 5,
    Partnership = 6,
    Invitation = 7,
    ApiToken = 8,
    CustomerUser = 9,
    ProviderListing = 10,
    Subscription = 11,
    Offer = 12,
    Order = 13,
    AdministrationGrant = 14,
    ServiceRequest = 15,
    SupportTicket = 16,
    Lead = 17,
    ServiceIncident = 18,
    AuditEvent = 19,
    WebhookEndpoint = 20,
    WebhookDelivery = 21,
    CustomerImport = 23,
    QueuedMail = 24,
}

/// <summary>The contract's opaque ids: kind and row id as 23 characters of base64url. Clients keep them and do not read them.</summary>
public static class GlobalId
{
    private const int Size = 17;

    public static string Of(NodeKind kind, Guid id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = (byte)kind;
        id.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for anything that is not exactly what <see cref="Of"/> gives: it then answers like an unknown id.</summary>
    public static bool TryParse(string? text, out NodeKind kind, out Guid id)
    {
        kind = default;
        id = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (
            text is not { Length: 23 }
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written)
            || written != Size
            || !Enum.IsDefined((NodeKind)bytes[0])
        )
        {
            return false;
        }

        kind = (NodeKind)bytes[0];
        id = new Guid(bytes[1..], bigEndian: true);
        return Of(kind, id) == text;
    }

    /// <summary>The row id of an id of that kind; null for an id of another kind and for what is no id.</summary>
    public static Guid? Read(NodeKind expected, string? text) =>
        TryParse(text, out var kind, out var id) && kind == expected ? id : null;
}
