using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PartnerGraph.Persistence.Sessions;

/// <summary>An opaque reference token of 256 random bits. Its text is shown once; the database keeps only its SHA-256.</summary>
public sealed record SecretToken
{
    private SecretToken(string text) => Text = text;

    public string Text { get; }

    public byte[] Hash => HashOf(Text);

    /// <summary>A prefix tells people and secret scanners what they found, for example "pgs_" for a session.</summary>
    public static SecretToken New(string prefix) =>
        new(prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public override string ToString() => "(secret)";
}
