using Microsoft.Extensions.Configuration;
using PartnerGraph.Worker.Mail.Dkim;

namespace PartnerGraph.Worker.Mail.Settings;

/// <summary>`Mail__Dkim__…`.</summary>
internal static class DkimSettings
{
    /// <returns>Null where nothing is to be signed.</returns>
    public static DkimSigner? Read(IConfigurationSection section, Mailbox? from, List<string> mistakes)
    {
        var selector = MailSettingText.Given(section, "Selector");
        var file = MailSettingText.Given(section, "KeyFile");
        var domain = (MailSettingText.Given(section, "Domain") ?? from?.Domain ?? "").ToLowerInvariant();
        if (selector is null && file is null)
            return null;
        if (selector is null || file is null)
        {
            mistakes.Add("Mail__Dkim__Selector and Mail__Dkim__KeyFile must be set together or not at all.");
            return null;
        }
        if (Uri.CheckHostName($"{selector}.{domain}") == UriHostNameType.Unknown)
            mistakes.Add("Mail__Dkim__Selector and Mail__Dkim__Domain must be parts of a host name.");
        // A signature of another domain proves nothing about the sender (DMARC's alignment).
        if (from is not null && from.Domain != domain && !from.Domain.EndsWith("." + domain, StringComparison.Ordinal))
            mistakes.Add(
                $"Mail__Dkim__Domain must be the domain of Mail__From or one above it, and \"{domain}\" is not."
            );
        try
        {
            return new DkimSigner(domain, selector, File.ReadAllText(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            mistakes.Add(
                $"Mail__Dkim__KeyFile must be an RSA private key in PEM form, unencrypted, of at least {DkimSigner.LeastKeyBits} bits, and \"{file}\" is not."
            );
            return null;
        }
    }
}
