using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerGraph.Worker.Mail.Dkim;

/// <summary>
/// RFC 6376: rsa-sha256, relaxed/relaxed. The time of the signature is the mail's own, so that every attempt carries the same bytes.
/// </summary>
public sealed class DkimSigner
{
    /// <summary>RFC 8301 asks signers for 2048 bits.</summary>
    public const int LeastKeyBits = 2048;

    // "From" twice: a second one, put in on the way, would break the signature.
    private static readonly string[] Signed =
    [
        "from",
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "auto-submitted",
        "content-language",
        "content-type",
    ];

    private readonly string _domain;
    private readonly string _selector;
    private readonly RSA _key;
    private readonly Lock _gate = new();

    /// <param name="pem">A private key, unencrypted.</param>
    /// <exception cref="ArgumentException">It is no RSA key, or a short one.</exception>
    public DkimSigner(string domain, string selector, string pem)
    {
        _domain = domain;
        _selector = selector;
        _key = RSA.Create();
        if (!TryImport(_key, pem))
            throw new ArgumentException("Not an RSA key in PEM form.", nameof(pem));
        if (_key.KeySize < LeastKeyBits)
            throw new ArgumentException($"The key has fewer than {LeastKeyBits} bits.", nameof(pem));
    }

    /// <summary>The mail with its signature in front.</summary>
    public byte[] Sign(byte[] mail, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var end = mail.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
            throw new ArgumentException("A mail has an empty line behind its headers.", nameof(mail));
        var bodyHash = SHA256.HashData(DkimCanonical.Body(mail.AsSpan(end + 4)));
        var headers = DkimCanonical.Headers(mail.AsSpan(0, end + 2));

        var unsigned =
            $"v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d={_domain}; s={_selector};\r\n t={at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)};"
            + $" h={string.Join(':', Signed.Take(6))}\r\n :{string.Join(':', Signed.Skip(6))};\r\n bh={Convert.ToBase64String(bodyHash)};\r\n b=";
        var input = new StringBuilder();
        foreach (var name in Signed.Distinct(StringComparer.Ordinal))
            // The second "from" is one that is not there: it adds nothing to the input.
            input.Append(headers.GetValueOrDefault(name, "")).Append(headers.ContainsKey(name) ? "\r\n" : "");
        input.Append(DkimCanonical.Header("DKIM-Signature", unsigned));
        byte[] signature;
        lock (_gate)
        {
            signature = _key.SignData(
                Encoding.UTF8.GetBytes(input.ToString()),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
        }
        var header = $"DKIM-Signature: {unsigned}{Folded(Convert.ToBase64String(signature))}\r\n";
        return [.. Encoding.ASCII.GetBytes(header), .. mail];
    }

    public override string ToString() => $"DKIM {_selector}._domainkey.{_domain}";

    // What the framework says of a wrong key may hold part of the file: it goes no further.
    private static bool TryImport(RSA key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static string Folded(string base64) =>
        string.Join("\r\n ", base64.Chunk(72).Select(line => new string(line)));
}
