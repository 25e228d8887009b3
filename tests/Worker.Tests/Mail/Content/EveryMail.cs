using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Mail.Samples;

namespace PartnerGraph.Worker.Tests.Mail.Content;

/// <summary>One of every mail that the system sends, by name.</summary>
internal static class EveryMail
{
    public static IReadOnlyDictionary<string, MailContent> In(Language language, string? name = null) =>
        MailSamples.In(language, name).ToDictionary(sample => sample.Name, sample => sample.Content);
}
