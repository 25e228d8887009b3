using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PartnerGraph.Graph.Tests.Access;

/// <summary>An OpenID Connect issuer on this machine: its configuration and its keys, and tokens signed with them.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RsaSecurityKey key = NewKey("one");

    private TestIssuer(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var issuer = new TestIssuer(web);
        web.MapGet(
            "/.well-known/openid-configuration",
            () => Results.Json(new { issuer = issuer.Address, jwks_uri = issuer.Address + "/keys" })
        );
        web.MapGet("/keys", () => Results.Json(new { keys = new[] { issuer.PublicKey() } }));
        await web.StartAsync();
        issuer.Address = web.Urls.Single();
        return issuer;
    }

    public string Token(
        string subject,
        string audience = "partnergraph",
        string? issuer = null,
        TimeSpan? lifetime = null,
        SecurityKey? signedWith = null
    ) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer ?? Address,
                Audience = audience,
                Claims = new Dictionary<string, object> { ["sub"] = subject, ["email"] = "anna@contoso.example" },
                NotBefore = DateTime.UtcNow.AddHours(-2),
                Expires = DateTime.UtcNow + (lifetime ?? TimeSpan.FromMinutes(5)),
                SigningCredentials = new SigningCredentials(
                    signedWith ?? key,
                    signedWith is SymmetricSecurityKey ? SecurityAlgorithms.HmacSha256 : SecurityAlgorithms.RsaSha256
                ),
            }
        );

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>What somebody gets who takes the public key for a shared secret.</summary>
    public SymmetricSecurityKey PublicKeyAsSecret() => new(key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = key.KeyId };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private object PublicKey()
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = key.KeyId,
            n = Base64UrlEncoder.Encode(parameters.Modulus),
            e = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
