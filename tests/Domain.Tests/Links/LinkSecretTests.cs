using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using PartnerGraph.Domain.Links;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Links;

public sealed class LinkSecretTests
{
    private static readonly Guid Id = new("0199a3d2-7c1e-7000-8000-000000000001");

    [Fact]
    public void R80_A_token_is_43_characters_of_base64url_over_an_hmac_of_purpose_id_and_generation()
    {
        var message = "PARTNERSHIP_INVITATION|0199a3d2-7c1e-7000-8000-000000000001|2"u8;
        byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var bytes = HMACSHA256.HashData(key, message);

        var secret = new LinkKey(key).Derive(LinkPurpose.PartnershipInvitation, Id, 2);

        secret.Token.ShouldBe(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        secret.Token.Length.ShouldBe(LinkSecret.TokenLength);
        secret.Hash.ShouldBe(SHA256.HashData(bytes));
    }

    [Fact]
    public void R80_Purpose_id_generation_and_key_each_give_another_secret()
    {
        var otherKey = new LinkKey(new byte[32]);
        string[] tokens =
        [
            Key.Derive(LinkPurpose.CustomerInvitation, Id, 1).Token,
            Key.Derive(LinkPurpose.PartnershipInvitation, Id, 1).Token,
            Key.Derive(LinkPurpose.CustomerInvitation, Id, 2).Token,
            Key.Derive(LinkPurpose.CustomerInvitation, NewId(), 1).Token,
            otherKey.Derive(LinkPurpose.CustomerInvitation, Id, 1).Token,
        ];

        tokens.ShouldBeUnique();
        Key.Derive(LinkPurpose.CustomerInvitation, Id, 1).Token.ShouldBe(tokens[0]);
    }

    [Fact]
    public void R80_A_token_reads_back_as_the_same_secret() =>
        Prop.ForAll(
                Gen.Elements(Enum.GetValues<LinkPurpose>())
                    .Zip(ArbMap.Default.GeneratorFor<Guid>())
                    .Zip(Gen.Choose(1, int.MaxValue))
                    .ToArbitrary(),
                made =>
                {
                    var ((purpose, id), generation) = made;
                    var secret = Key.Derive(purpose, id, generation);
                    return LinkSecret.TryParse(secret.Token, out var parsed)
                        && parsed.Matches(secret.Hash)
                        && parsed.Token == secret.Token
                        && secret.Token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void R80_A_token_with_one_character_changed_is_another_secret_or_none() =>
        Prop.ForAll(
                Gen.Choose(0, LinkSecret.TokenLength - 1)
                    .Zip(Gen.Elements("ABCxyz019-_ =+/é".ToCharArray()))
                    .ToArbitrary(),
                change =>
                {
                    var secret = Key.Derive(LinkPurpose.EnrollmentEmail, Id, 1);
                    var (at, character) = change;
                    var changed = secret.Token[..at] + character + secret.Token[(at + 1)..];
                    return changed == secret.Token
                        || !LinkSecret.TryParse(changed, out var parsed)
                        || !parsed.Matches(secret.Hash);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/A")]
    [InlineData(" AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Only_the_one_spelling_of_a_token_is_taken(string? token) =>
        LinkSecret.TryParse(token, out _).ShouldBeFalse();

    [Fact]
    public void Neither_secret_nor_key_shows_itself_in_a_text()
    {
        var secret = Key.Derive(LinkPurpose.PasswordReset, Id, 1);

        $"{secret} {Key}".ShouldBe("(link secret) (link key)");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_has_32_bytes(int size) => Should.Throw<ArgumentException>(() => new LinkKey(new byte[size]));

    [Theory]
    [InlineData("https://partners.example", LinkPurpose.PartnershipInvitation, "https://partners.example/i/")]
    [InlineData("https://partners.example/", LinkPurpose.CustomerInvitation, "https://partners.example/i/")]
    [InlineData("http://localhost:5080", LinkPurpose.EnrollmentEmail, "http://localhost:5080/verify/")]
    [InlineData("https://example.org/portal/", LinkPurpose.MembershipConsent, "https://example.org/portal/verify/")]
    [InlineData("https://example.org/portal", LinkPurpose.PasswordReset, "https://example.org/portal/verify/")]
    public void R80_A_link_is_the_public_address_and_the_token_and_nothing_else(
        string publicUrl,
        LinkPurpose purpose,
        string start
    )
    {
        var secret = Key.Derive(purpose, Id, 1);

        new LinkAddress(new Uri(publicUrl)).For(purpose, secret).AbsoluteUri.ShouldBe(start + secret.Token);
    }

    [Theory]
    [InlineData("ftp://partners.example")]
    [InlineData("https://partners.example/?a=1")]
    [InlineData("/relative")]
    public void A_public_address_is_absolute_http(string publicUrl) =>
        Should.Throw<ArgumentException>(() => new LinkAddress(new Uri(publicUrl, UriKind.RelativeOrAbsolute)));
}
