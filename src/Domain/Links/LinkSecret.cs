using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Links;

/// <summary>What a link is for: a secret of one purpose is worth nothing for another.</summary>
public enum LinkPurpose
{
    EnrollmentEmail,
    PartnershipInvitation,
    CustomerInvitation,
    MembershipConsent,
    PasswordReset,

    /// <summary>A new password that the person asked for, without anybody's help.</summary>
    PasswordRecovery,

    /// <summary>The first password of an account that somebody else had made, for example by an import.</summary>
    AccountSetUp,

    /// <summary>That a person reads the mail of the account's address.</summary>
    AddressProof,

    /// <summary>What a partner asks to be delegated: the customer's answer, which takes a sign-in as well.</summary>
    AdministrationRequest,
}

/// <summary>
/// 256 bits that stand in a link as 43 characters of base64url (R80). It is derived again when it is needed and kept nowhere;
/// rows hold <see cref="Hash"/>.
/// </summary>
public sealed class LinkSecret
{
    public const int Size = 32;
    public const int TokenLength = 43;

    private readonly byte[] _bytes;

    internal LinkSecret(byte[] bytes) => _bytes = bytes;

    /// <summary>The text in the link. Never to be stored or logged.</summary>
    public string Token => Base64Url.EncodeToString(_bytes);

    /// <summary>SHA-256 of the secret: what a row keeps and is found by.</summary>
    public byte[] Hash => SHA256.HashData(_bytes);

    /// <summary>Compares in constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash, hash);

    /// <summary>Takes exactly the text that <see cref="Token"/> gives; another spelling of the same bits is refused.</summary>
    public static bool TryParse(string? token, [NotNullWhen(true)] out LinkSecret? secret)
    {
        secret = null;
        if (token is not { Length: TokenLength } || !token.All(IsTokenCharacter))
        {
            return false;
        }

        var bytes = new byte[Size];
        // not TryDecodeFromChars, which throws on stray bits behind the last character
        if (
            Base64Url.DecodeFromChars(token, bytes, out _, out var written) is not OperationStatus.Done
            || written != Size
        )
        {
            return false;
        }

        var parsed = new LinkSecret(bytes);
        if (parsed.Token != token)
        {
            return false;
        }

        secret = parsed;
        return true;
    }

    /// <summary>Says nothing of the secret: this text may end up in a log.</summary>
    public override string ToString() => "(link secret)";

    internal static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}

/// <summary>The server key from which all link secrets are derived.</summary>
public sealed class LinkKey
{
    public const int Size = 32;

    private readonly byte[] _key;

    public LinkKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
        {
            throw new ArgumentException($"The key for links has {Size} bytes.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <summary>HMAC-SHA-256 over purpose, id and generation: the same three always give the same secret.</summary>
    public LinkSecret Derive(LinkPurpose purpose, Guid id, int generation)
    {
        var message = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{SchemaName.Of(purpose)}|{id:D}|{generation}"
        );
        return new LinkSecret(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(message)));
    }

    /// <summary>
    /// An address under the key: equal for equal addresses, and of no use to whoever has the table but not the key.
    /// </summary>
    public byte[] HashOfAddress(string address) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"SUPPRESSED ADDRESS|{address}"));

    /// <summary>The secret of a webhook endpoint. Its purpose is no link's, so that neither is ever worth anything as the other.</summary>
    internal byte[] DeriveForWebhook(Guid endpoint, int generation)
    {
        var message = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"WEBHOOK_SIGNATURE|{endpoint:D}|{generation}"
        );
        return HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(message));
    }

    public override string ToString() => "(link key)";
}
