using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PartnerGraph.Graph.Settings;

/// <summary>Typed reads of one configuration. A value that cannot be read is refused by its name, never replaced by a default.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    public string? Text(string name)
    {
        var value = configuration[name.Replace("__", ":", StringComparison.Ordinal)];
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    public bool Flag(string name, bool otherwise) =>
        Text(name)?.ToLowerInvariant() switch
        {
            null => otherwise,
            "true" => true,
            "false" => false,
            _ => throw Refused(name, "must be true or false"),
        };

    public int Number(string name, int otherwise, int from, int to)
    {
        if (Text(name) is not { } text)
            return otherwise;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= from
            && number <= to
            ? number
            : throw Refused(name, $"must be a whole number from {from} to {to}");
    }

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return otherwise;
        var names = Enum.GetNames<T>();
        var found = Array.Find(names, n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase));
        return found is null ? throw Refused(name, $"must be one of {string.Join(", ", names)}") : Enum.Parse<T>(found);
    }

    /// <summary>An absolute http or https address without query and fragment; a trailing slash is taken off.</summary>
    public Uri? WebAddress(string name)
    {
        if (Text(name) is not { } text)
            return null;
        var valid =
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address.Query.Length == 0
            && address.Fragment.Length == 0
            && address.UserInfo.Length == 0;
        return valid
            ? new Uri(address!.AbsoluteUri.TrimEnd('/'))
            : throw Refused(name, "must be an absolute http or https address without query or fragment");
    }

    public byte[]? Key(string name, int bytes)
    {
        if (Text(name) is not { } text)
            return null;
        var decoded = new byte[text.Length];
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, decoded, out var written) && written == bytes
            ? decoded[..written]
            // A key is a secret: the sentence does not repeat it.
            : throw new WrongSettingException($"The setting {name} must be {bytes} bytes in base64.");
    }

    /// <summary>A name in one of our own sections that nobody reads is a typing error that would otherwise pass in silence.</summary>
    public void RefuseUnknown(IReadOnlyCollection<string> sections, IReadOnlyCollection<string> known)
    {
        foreach (var section in sections)
        {
            foreach (var leaf in Leaves(configuration.GetSection(section)))
            {
                var name = leaf.Path.Replace(":", "__", StringComparison.Ordinal);
                if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                    throw new WrongSettingException(
                        $"The setting {name} is unknown; {section} has {string.Join(", ", known.Where(k => k.StartsWith(section + "__", StringComparison.OrdinalIgnoreCase)))}."
                    );
            }
        }
    }

    private static IEnumerable<IConfigurationSection> Leaves(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            // A source may give a section an empty value of its own beside what is in it.
            if (child.Value is { Length: > 0 } || (child.Value is not null && !child.GetChildren().Any()))
                yield return child;
            foreach (var leaf in Leaves(child))
                yield return leaf;
        }
    }

    public WrongSettingException Refused(string name, string rule) =>
        new($"The setting {name} {rule}, and \"{Text(name)}\" is not.");
}
