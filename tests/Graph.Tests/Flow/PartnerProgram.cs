using System.Security.Cryptography;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>
/// The partner program as its people use it: every step over HTTP, every link out of a received mail. One object may serve many tests:
/// whoever takes part has a name, an address and an MPN ID of their own.
/// </summary>
/// <param name="address">Where the program answers.</param>
/// <param name="mail">Where its mails arrive.</param>
/// <param name="importMemberships">Runs the operator's import of a CSV text.</param>
public sealed partial class PartnerProgram(Uri address, SmtpTestServer mail, Func<string, Task> importMemberships)
{
    public const string Password = "quiet winter sea";
    public const string OperatorEmail = "olga@operator.example";

    private static int count;

    public SmtpTestServer Mail => mail;

    public GraphClient Anonymous { get; } = new(address);

    /// <summary>A word that nobody else has.</summary>
    public static string Unique(string word) =>
        $"{word}-{Interlocked.Increment(ref count)}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    public static string NewMpnId() => RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue).ToString(provider: null);

    public Task<GraphClient> OperatorAsync() => SignInAsync(OperatorEmail);

    public async Task<GraphClient> SignInAsync(string email, string password = Password, string language = "en")
    {
        var payload = await Anonymous
            .Speaking(language)
            .DoAsync("signIn", new { email, password }, "session { accessToken passwordChangeRequired }");
        return new GraphClient(address, payload.Text("session.accessToken"), language);
    }

    /// <summary>R38: whoever got a temporary password sets one of their own.</summary>
    public async Task<GraphClient> TakeOverAsync(string email, string temporaryPassword)
    {
        var first = await SignInAsync(email, temporaryPassword);
        var payload = await first.DoAsync(
            "changePassword",
            new { currentPassword = temporaryPassword, newPassword = Password },
            "session { accessToken }"
        );
        return first.As(payload.Text("session.accessToken"));
    }

    /// <summary>One line in the membership registry, with all columns.</summary>
    public Task ImportMembershipAsync(
        string userName,
        string mpnId,
        string organizationName,
        string country = "DE",
        bool active = true,
        string domain = ""
    ) =>
        importMemberships(
            $"""
            userName,password,mpnId,organizationName,country,active,domain,incentives,benefits,competencies
            {userName},{Password},{mpnId},{organizationName},{country},{(
                active ? "true" : "false"
            )},{domain},cloud incentive|launch incentive,training seats,security|data

            """
        );

    public Task<ReceivedMail> MailToAsync(string recipient, string subjectPart = "") =>
        mail.WaitForMailAsync(
            received =>
                received.EnvelopeTo.Equals(recipient, StringComparison.OrdinalIgnoreCase)
                && received.Subject.Contains(subjectPart, StringComparison.OrdinalIgnoreCase),
            TimeSpan.FromSeconds(30)
        );

    /// <summary>The token of the link in the newest mail to this address.</summary>
    public async Task<string> TokenToAsync(string recipient, string path = "/i/")
    {
        await MailWithLinkAsync(recipient, path);
        return mail.Mails.Last(received => IsTo(received, recipient, path)).Link(path).Segments[^1];
    }

    private Task<ReceivedMail> MailWithLinkAsync(string recipient, string path) =>
        mail.WaitForMailAsync(received => IsTo(received, recipient, path), TimeSpan.FromSeconds(30));

    private static bool IsTo(ReceivedMail received, string recipient, string path) =>
        received.EnvelopeTo.Equals(recipient, StringComparison.OrdinalIgnoreCase)
        && received.Links.Any(link => link.AbsolutePath.StartsWith(path, StringComparison.Ordinal));
}

/// <summary>An organization and its first global admin.</summary>
public sealed record Member(GraphClient Client, string Id, string Name, string Domain, string Email, string MpnId)
{
    public Task<System.Text.Json.JsonElement> AskAsync(string query, object? variables = null) =>
        Client.AskAsync(query, variables);

    public Task<System.Text.Json.JsonElement> DoAsync(string field, object? input, string selection = "") =>
        Client.DoAsync(field, input, selection);
}
