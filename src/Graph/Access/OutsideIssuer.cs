using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Access;

/// <summary>What an outside issuer's token proves.</summary>
public sealed record OutsideIdentity(string Issuer, string Subject, DateTimeOffset ValidUntil);

/// <summary>Checks access tokens of the one trusted OpenID Connect issuer against the keys that it publishes.</summary>
public sealed class OutsideIssuer : IDisposable
{
    // Asymmetric only: with a shared secret whoever can check a token could also make one.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly HttpClient http = new()
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1024 * 1024,
    };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> published;
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    private readonly OidcSettings settings;
    private readonly ILogger<OutsideIssuer> log;

    public OutsideIssuer(OidcSettings settings, ILogger<OutsideIssuer> log)
    {
        this.settings = settings;
        this.log = log;
        published = new ConfigurationManager<OpenIdConnectConfiguration>(
            settings.Authority.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = settings.Authority.Scheme == Uri.UriSchemeHttps }
        );
    }

    public async Task<OutsideIdentity?> ValidateAsync(string token, CancellationToken cancellation)
    {
        if (!handler.CanReadToken(token))
            return null;
        var result = await CheckAsync(token, cancellation);
        // A key that is not known yet: the issuer may have begun to sign with a new one. Asked for again at most every few minutes.
        if (result?.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            published.RequestRefresh();
            result = await CheckAsync(token, cancellation);
        }
        return result is { IsValid: true, SecurityToken: JsonWebToken { Subject.Length: > 0 } valid }
            ? new OutsideIdentity(
                valid.Issuer,
                valid.Subject,
                new DateTimeOffset(DateTime.SpecifyKind(valid.ValidTo, DateTimeKind.Utc)) + Skew
            )
            : null;
    }

    public void Dispose() => http.Dispose();

    private async Task<TokenValidationResult?> CheckAsync(string token, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration configuration;
        try
        {
            configuration = await published.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException unreachable)
        {
            log.LogWarning(
                unreachable,
                "The OpenID Connect issuer's configuration could not be read; its tokens are refused."
            );
            return null;
        }
        return await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = configuration.Issuer,
                ValidAudience = settings.Audience,
                IssuerSigningKeys = configuration.SigningKeys,
                ValidAlgorithms = Algorithms,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ClockSkew = Skew,
            }
        );
    }
}
