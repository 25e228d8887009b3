using System.Collections.Concurrent;

namespace PartnerGraph.TestHosts.Smtp;

/// <summary>Where in the conversation an answer is given.</summary>
public enum SmtpStep
{
    Banner,
    Ehlo,
    Helo,
    StartTls,
    Auth,
    MailFrom,
    RcptTo,

    /// <summary>The answer to DATA, before any content.</summary>
    Data,

    /// <summary>After the first bytes of content: only a cut or a stall makes sense here.</summary>
    BeforeDot,

    /// <summary>The answer to the final dot. The mail is kept first unless the answer is a refusal.</summary>
    AfterDot,
    Reset,
}

/// <summary>What the server does instead of what it would do.</summary>
public abstract record SmtpAnswer
{
    /// <summary>Says this (lines are separated by \n; the codes stand in the text).</summary>
    public sealed record Say(string Text) : SmtpAnswer;

    /// <summary>Says this and hangs up.</summary>
    public sealed record SayAndCut(string Text) : SmtpAnswer;

    /// <summary>Hangs up without a word.</summary>
    public sealed record Cut : SmtpAnswer;

    /// <summary>Says nothing and keeps the connection until the client leaves.</summary>
    public sealed record Stall : SmtpAnswer;

    /// <summary>Sends exactly these bytes, whatever they are, and goes on.</summary>
    public sealed record Raw(byte[] Bytes) : SmtpAnswer;
}

/// <summary>What a rule may look at: the conversation so far.</summary>
public sealed record SmtpMoment(int Connection, string? From, string? To, bool Encrypted, string? User);

/// <summary>Answers out of the ordinary, in the order in which they were asked for.</summary>
public sealed class SmtpScript
{
    private readonly ConcurrentDictionary<SmtpStep, List<Rule>> rules = new();

    /// <summary>The next <paramref name="times"/> times at this step (where <paramref name="when"/> holds).</summary>
    public SmtpScript At(SmtpStep step, SmtpAnswer answer, int times = 1, Func<SmtpMoment, bool>? when = null)
    {
        var list = rules.GetOrAdd(step, _ => []);
        lock (list)
        {
            list.Add(new Rule(answer, when ?? (_ => true), times));
        }
        return this;
    }

    public SmtpScript Say(SmtpStep step, string text, int times = 1, Func<SmtpMoment, bool>? when = null) =>
        At(step, new SmtpAnswer.Say(text), times, when);

    public SmtpScript Always(SmtpStep step, SmtpAnswer answer, Func<SmtpMoment, bool>? when = null) =>
        At(step, answer, int.MaxValue, when);

    public SmtpScript Cut(SmtpStep step, int times = 1) => At(step, new SmtpAnswer.Cut(), times);

    public SmtpScript Stall(SmtpStep step, int times = 1) => At(step, new SmtpAnswer.Stall(), times);

    /// <summary>Back to the ordinary.</summary>
    public void Clear() => rules.Clear();

    internal SmtpAnswer? Next(SmtpStep step, SmtpMoment moment)
    {
        if (!rules.TryGetValue(step, out var list))
        {
            return null;
        }
        lock (list)
        {
            var rule = list.Find(candidate => candidate.Left > 0 && candidate.When(moment));
            if (rule is null)
            {
                return null;
            }
            rule.Left--;
            return rule.Answer;
        }
    }

    private sealed class Rule(SmtpAnswer answer, Func<SmtpMoment, bool> when, int left)
    {
        public SmtpAnswer Answer { get; } = answer;
        public Func<SmtpMoment, bool> When { get; } = when;
        public int Left { get; set; } = left;
    }
}
