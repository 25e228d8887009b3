using PartnerGraph.Domain.Users;

namespace PartnerGraph.Worker.Mail.Content;

/// <summary>The line under every mail.</summary>
internal static class Signature
{
    public static string Of(Language language) =>
        language switch
        {
            Language.En => "PartnerGraph sent this mail automatically. Replies to it are not read.",
            Language.Ru => "Это письмо отправлено автоматически системой PartnerGraph. Ответы на него не читают.",
        };

    public static string Under(string text, Language language) => $"{text.Trim()}\n\n-- \n{Of(language)}\n";
}
