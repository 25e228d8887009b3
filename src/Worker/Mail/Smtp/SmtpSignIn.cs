using System.Text;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>XOAUTH2 where the settings give tokens; else AUTH PLAIN (RFC 4616) or LOGIN, whichever the server offers.</summary>
internal static class SmtpSignIn
{
    public static async Task RunAsync(SmtpConnection connection, SmtpOptions options, CancellationToken stop)
    {
        if (!connection.IsEncrypted && !options.IsLoopback && !options.AllowPlainTextPassword)
            throw new SmtpProtocolException("The password is not sent over a connection without encryption.");
        var reply = connection.Capabilities switch
        {
            { AuthXOAuth2: true } when options.Tokens is { } tokens => await TokenAsync(
                connection,
                options,
                tokens,
                stop
            ),
            _ when options.Tokens is not null => throw new SmtpProtocolException(
                "The mail server does not offer AUTH XOAUTH2, which the settings ask for."
            ),
            { AuthPlain: true } => await PlainAsync(connection, options, stop),
            { AuthLogin: true } => await LoginAsync(connection, options, stop),
            _ => throw new SmtpProtocolException("The mail server offers neither AUTH PLAIN nor AUTH LOGIN."),
        };
        if (reply.Code != 235)
            throw new SmtpRefusedException(SmtpStage.SignIn, reply);
    }

    /// <summary>A token may have lapsed unseen: 535 is answered once with a fresh one, where there is one.</summary>
    private static async Task<SmtpReply> TokenAsync(
        SmtpConnection connection,
        SmtpOptions options,
        SmtpTokens tokens,
        CancellationToken stop
    )
    {
        var first = await tokens.NextAsync(refused: null, stop);
        var reply = await XOAuth2Async(connection, options, first!, stop);
        if (reply.Code != 535 || await tokens.NextAsync(refused: first, stop) is not { } fresh)
            return reply;
        return await XOAuth2Async(connection, options, fresh, stop);
    }

    private static async ValueTask<SmtpReply> XOAuth2Async(
        SmtpConnection connection,
        SmtpOptions options,
        string token,
        CancellationToken stop
    )
    {
        var said = Base64($"user={options.User}\u0001auth=Bearer {token}\u0001\u0001");
        var reply = await connection.CommandAsync("AUTH XOAUTH2 " + said, stop);
        // 334 carries the reason as JSON; the server says its 535 after an empty line.
        return reply.Code == 334 ? await connection.CommandAsync("", stop) : reply;
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
