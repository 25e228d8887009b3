using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Mail.Settings;

/// <summary>`Mail__Smtp__…`.</summary>
internal static class SmtpSettings
{
    public static SmtpOptions Read(IConfigurationSection section, Mailbox? from, List<string> mistakes)
    {
        var host = section["Host"]?.Trim() ?? "";
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            mistakes.Add("Mail__Smtp__Host must name the mail server, since Mail__Transport is Smtp.");
        var security = MailSettingText.Choice(section, "Security", SmtpSecurity.StartTls, mistakes);
        var options = new SmtpOptions
        {
            Host = host,
            Port = Port(section, security, mistakes),
            Security = security,
            User = MailSettingText.Given(section, "User"),
            Password = MailSettingText.Given(section, "Password"),
            ClientName = from?.Domain ?? "localhost",
            TrustedAuthoritiesPem = Authorities(section, mistakes),
            AllowPlainTextPassword =
                MailSettingText.Choice(section, "AllowPlainTextPassword", "false", ["true", "false"], mistakes)
                == "true",
            Tokens = Tokens(section, mistakes),
            Reports = MailSettingText.Choice(section, "DeliveryReports", DeliveryReports.Failure, mistakes),
            MaxConnections = MailSettingText.Number(section, "Connections", 4, 1, 64, mistakes),
            Timeouts = Timeouts(section.GetSection("Timeouts"), mistakes),
        };
        CheckSignIn(options, mistakes);
        return options;
    }

    private static void CheckSignIn(SmtpOptions options, List<string> mistakes)
    {
        if (options is { Tokens: not null, Password: not null })
            mistakes.Add(
                "Mail__Smtp__Password must not be set beside a token: the mail server is signed in to by one of them."
            );
        else if (options is { Tokens: not null, User: null })
            mistakes.Add("Mail__Smtp__User must be set where a token is: XOAUTH2 names the user.");
        else if (options is { Tokens: null } && options.User is null != options.Password is null)
            mistakes.Add("Mail__Smtp__User and Mail__Smtp__Password must be set together or not at all.");
        var inPlainText =
            options
                is {
                    User: not null,
                    Security: SmtpSecurity.None or SmtpSecurity.StartTlsIfOffered,
                    AllowPlainTextPassword: false
                }
            && !options.IsLoopback;
        if (inPlainText)
        {
            var secret = options.Tokens is null ? "Mail__Smtp__Password" : "the token";
            mistakes.Add(
                $"Mail__Smtp__Security is {options.Security}, so {secret} would cross the network unencrypted: choose StartTls or Tls, or say Mail__Smtp__AllowPlainTextPassword=true."
            );
        }
    }

    private static int Port(IConfigurationSection section, SmtpSecurity security, List<string> mistakes)
    {
        var usual = security switch
        {
            SmtpSecurity.None or SmtpSecurity.StartTlsIfOffered => 25,
            SmtpSecurity.StartTls => 587,
            SmtpSecurity.Tls => 465,
        };
        return MailSettingText.Number(section, "Port", usual, 1, 65535, mistakes);
    }

    private static SmtpTokens? Tokens(IConfigurationSection section, List<string> mistakes)
    {
        var given = (string[])["Token", "TokenFile", "TokenCommand"];
        var set = Array.FindAll(given, name => MailSettingText.Given(section, name) is not null);
        if (set.Length > 1)
        {
            mistakes.Add($"Mail__Smtp__{set[0]} and Mail__Smtp__{set[1]} are two sources of one token: keep one.");
            return null;
        }
        return set switch
        {
            ["Token"] => SmtpTokens.Given(section["Token"]!),
            ["TokenFile"] => File.Exists(section["TokenFile"])
                ? SmtpTokens.FromFile(section["TokenFile"]!)
                : Mistaken($"Mail__Smtp__TokenFile must be a file, and \"{section["TokenFile"]}\" is not."),
            ["TokenCommand"] => SmtpTokens.FromCommand(Words(section["TokenCommand"]!)),
            _ => null,
        };

        SmtpTokens? Mistaken(string sentence)
        {
            mistakes.Add(sentence);
            return null;
        }
    }

    /// <summary>As a shell would part them where nothing but double quotes is special.</summary>
    private static string[] Words(string command) =>
        [
            .. command
                .Split('"')
                .SelectMany(
                    (piece, at) =>
                        at % 2 == 1 ? [piece] : piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                ),
        ];

    private static SmtpTimeouts Timeouts(IConfigurationSection section, List<string> mistakes)
    {
        var usual = new SmtpTimeouts();
        return new SmtpTimeouts
        {
            Connect = Seconds("Connect", usual.Connect),
            Greeting = Seconds("Greeting", usual.Greeting),
            Command = Seconds("Command", usual.Command),
            Data = Seconds("Data", usual.Data),
            Block = Seconds("Block", usual.Block),
            FinalDot = Seconds("FinalDot", usual.FinalDot),
        };

        TimeSpan Seconds(string name, TimeSpan otherwise) =>
            TimeSpan.FromSeconds(MailSettingText.Number(section, name, (int)otherwise.TotalSeconds, 1, 3600, mistakes));
    }

    private static string? Authorities(IConfigurationSection section, List<string> mistakes)
    {
        if (MailSettingText.Given(section, "TrustedAuthorities") is not { } file)
            return null;
        try
        {
            var pem = File.ReadAllText(file);
            new X509Certificate2Collection().ImportFromPem(pem);
            return pem;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            mistakes.Add(
                $"Mail__Smtp__TrustedAuthorities must be a file of certificates in PEM form, and \"{file}\" is not."
            );
            return null;
        }
    }
}
