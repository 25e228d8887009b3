namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>The server does not speak SMTP as it should. The message is ours and holds nothing that the server sent.</summary>
internal sealed class SmtpProtocolException(string message) : Exception(message);

/// <summary>The server answered, and its answer ends the conversation.</summary>
internal sealed class SmtpRefusedException(string step, SmtpReply reply) : Exception($"{step}: {reply}")
{
    public SmtpReply Reply { get; } = reply;
}
