namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>The server does not speak SMTP as it should, or cannot be spoken to. The message is ours and holds nothing that the server sent.</summary>
internal class SmtpProtocolException(string message) : Exception(message);

/// <summary>No access token could be had. The message is ours and holds nothing of a token.</summary>
internal sealed class SmtpTokenException(string message) : SmtpProtocolException(message);

/// <summary>The server answered, and its answer ends the conversation.</summary>
internal sealed class SmtpRefusedException(SmtpStage stage, SmtpReply reply) : Exception($"{stage}: {reply}")
{
    public SmtpStage Stage { get; } = stage;
    public SmtpReply Reply { get; } = reply;
}
