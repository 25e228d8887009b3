using System.Text;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>AUTH PLAIN (RFC 4616) or LOGIN, whichever the server offers.</summary>
internal static class SmtpSignIn
{
    public static async Task RunAsync(SmtpConnection connection, SmtpOptions options, CancellationToken stop)
    {
        if (!connection.IsEncrypted && !options.IsLoopback && !options.AllowPlainTextPassword)
            throw new SmtpProtocolException("The password is not sent over a connection without encryption.");
        var reply = connection.Capabilities switch
        {
            { AuthPlain: true } => await PlainAsync(connection, options, stop),
            { AuthLogin: true } => await LoginAsync(connection, options, stop),
            _ => throw new SmtpProtocolException("The mail server offers neither AUTH PLAIN nor AUTH LOGIN."),
        };
        if (reply.Code != 235)
            throw new SmtpRefusedException("AUTH", reply);
    }

    private static ValueTask<SmtpReply> PlainAsync(
        SmtpConnection connection,
        SmtpOptions options,
        CancellationToken stop
    ) => connection.CommandAsync("AUTH PLAIN " + Base64($"\0{options.User}\0{options.Password}"), stop);

    private static async ValueTask<SmtpReply> LoginAsync(
        SmtpConnection connection,
        SmtpOptions options,
        CancellationToken stop
    )
    {
        var reply = await connection.CommandAsync("AUTH LOGIN", stop);
        if (reply.Code == 334)
            reply = await connection.CommandAsync(Base64(options.User!), stop);
        return reply.Code == 334 ? await connection.CommandAsync(Base64(options.Password ?? ""), stop) : reply;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
