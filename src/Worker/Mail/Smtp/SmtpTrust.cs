using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>Whose certificates are believed: the machine's authorities, and those that the settings name. There is no switch to believe anything.</summary>
internal static class SmtpTrust
{
    public static SslClientAuthenticationOptions For(SmtpOptions options)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.TrustedAuthoritiesPem is not { } pem)
            return tls;
        var named = new X509Certificate2Collection();
        named.ImportFromPem(pem);
        tls.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsIssuedByOneOf(named, certificate));
        return tls;
    }

    // Name and presence were checked by the framework; what is left to decide is the chain.
    private static bool IsIssuedByOneOf(X509Certificate2Collection named, X509Certificate? certificate)
    {
        if (certificate is null)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(named);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    }
}
