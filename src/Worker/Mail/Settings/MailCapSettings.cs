using Microsoft.Extensions.Configuration;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Mail.Settings;

/// <summary>`Mail__Caps__…`.</summary>
internal static class MailCapSettings
{
    private const int Most = 10_000_000;

    public static MailCaps Read(IConfigurationSection section, List<string> mistakes)
    {
        var usual = MailCaps.Default;
        return new MailCaps(
            Number(nameof(usual.RecipientPerDay), usual.RecipientPerDay),
            Number(nameof(usual.InviterPerDay), usual.InviterPerDay),
            Number(nameof(usual.OrganizationPerDay), usual.OrganizationPerDay),
            Number(nameof(usual.ServerPerMinute), usual.ServerPerMinute)
        );

        int Number(string name, int otherwise) => MailSettingText.Number(section, name, otherwise, 0, Most, mistakes);
    }
}
