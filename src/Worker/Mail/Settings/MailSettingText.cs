using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PartnerGraph.Worker.Mail.Settings;

/// <summary>Settings as text, checked. A sentence names the setting and what it may be, and never a password.</summary>
internal static class MailSettingText
{
    public static string? Given(IConfigurationSection section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name];

    public static string Choice(
        IConfigurationSection section,
        string name,
        string otherwise,
        string[] allowed,
        List<string> mistakes
    )
    {
        var given = section[name];
        if (string.IsNullOrWhiteSpace(given))
            return otherwise;
        if (Array.Find(allowed, choice => choice.Equals(given.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found)
            return found;
        mistakes.Add($"{FullName(section, name)} must be one of {string.Join(", ", allowed)}, and \"{given}\" is not.");
        return otherwise;
    }

    public static T Choice<T>(IConfigurationSection section, string name, T otherwise, List<string> mistakes)
        where T : struct, Enum =>
        Enum.Parse<T>(Choice(section, name, otherwise.ToString(), Enum.GetNames<T>(), mistakes));

    public static int Number(
        IConfigurationSection section,
        string name,
        int otherwise,
        int from,
        int to,
        List<string> mistakes
    )
    {
        if (Given(section, name) is not { } given)
            return otherwise;
        if (
            int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= from
            && number <= to
        )
            return number;
        mistakes.Add($"{FullName(section, name)} must be a number from {from} to {to}, and \"{given}\" is not.");
        return otherwise;
    }

    public static string FullName(IConfigurationSection section, string name) =>
        $"{section.Path.Replace(":", "__", StringComparison.Ordinal)}__{name}";
}
