using System.Globalization;
using Microsoft.Extensions.Configuration;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Mail;

/// <summary>Settings as text, checked. A sentence names the setting and what it may be, and never a password.</summary>
internal static class MailSettingText
{
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

    public static SmtpOptions Smtp(IConfigurationSection section, Mailbox? from, List<string> mistakes)
    {
        var host = section["Host"]?.Trim() ?? "";
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            mistakes.Add("Mail__Smtp__Host must name the mail server, since Mail__Transport is Smtp.");
        var security = Enum.Parse<SmtpSecurity>(
            Choice(section, "Security", nameof(SmtpSecurity.StartTls), Enum.GetNames<SmtpSecurity>(), mistakes)
        );
        var options = new SmtpOptions
        {
            Host = host,
            Port = Port(section, security, mistakes),
            Security = security,
            User = Given(section, "User"),
            Password = Given(section, "Password"),
            ClientName = from?.Domain ?? "localhost",
            TrustedAuthoritiesPem = Authorities(section, mistakes),
            AllowPlainTextPassword =
                Choice(section, "AllowPlainTextPassword", "false", ["true", "false"], mistakes) == "true",
        };
        CheckSignIn(options, mistakes);
        return options;
    }

    private static void CheckSignIn(SmtpOptions options, List<string> mistakes)
    {
        if (options.User is null != options.Password is null)
            mistakes.Add("Mail__Smtp__User and Mail__Smtp__Password must be set together or not at all.");
        var inPlainText =
            options is { User: not null, Security: SmtpSecurity.None, AllowPlainTextPassword: false }
            && !options.IsLoopback;
        if (inPlainText)
        {
            mistakes.Add(
                "Mail__Smtp__Security is None, so Mail__Smtp__Password would cross the network unencrypted: choose StartTls or Tls, or say Mail__Smtp__AllowPlainTextPassword=true."
            );
        }
    }

    private static int Port(IConfigurationSection section, SmtpSecurity security, List<string> mistakes)
    {
        var usual = security switch
        {
            SmtpSecurity.None => 25,
            SmtpSecurity.StartTls => 587,
            SmtpSecurity.Tls => 465,
        };
        if (Given(section, "Port") is not { } given)
            return usual;
        if (
            int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
        )
            return port;
        mistakes.Add($"Mail__Smtp__Port must be a number from 1 to 65535, and \"{given}\" is not.");
        return usual;
    }

    private static string? Authorities(IConfigurationSection section, List<string> mistakes)
    {
        if (Given(section, "TrustedAuthorities") is not { } file)
            return null;
        try
        {
            var pem = File.ReadAllText(file);
            new System.Security.Cryptography.X509Certificates.X509Certificate2Collection().ImportFromPem(pem);
            return pem;
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or UnauthorizedAccessException
                        or System.Security.Cryptography.CryptographicException
            )
        {
            mistakes.Add(
                $"Mail__Smtp__TrustedAuthorities must be a file of certificates in PEM form, and \"{file}\" is not."
            );
            return null;
        }
    }

    private static string? Given(IConfigurationSection section, string name) =>
        string.IsNullOrEmpty(section[name]) ? null : section[name];

    private static string FullName(IConfigurationSection section, string name) =>
        $"{section.Path.Replace(":", "__", StringComparison.Ordinal)}__{name}";
}
