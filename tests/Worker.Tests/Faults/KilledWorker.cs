using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Faults;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>A worker that is to die at one step of its work.</summary>
/// <param name="skip">How many mails pass this step before.</param>
internal sealed class KilledWorker(KilledWorld world, ProgramProcess worker, KillStep step, int skip)
{
    /// <summary>The traps are set when this returns for the first time; the worker is dead when it is done.</summary>
    public async Task KillAsync()
    {
        switch (step)
        {
            case KillStep.Claimed:
                // With one organization a claim asks twice: behind its turn, and from the beginning.
                await HappensAsync(world.Network.HoldAnswerTo("with recursive tenants", 2 * skip));
                // Those before it are through by then: none of them may come twice.
                await UntilAsync(rows =>
                    rows.Count(row => row.Status == MailStatus.Queued) == KilledWorkerTests.MailsAKill - skip
                );
                break;
            case KillStep.BeforeMarked:
                await HappensAsync(world.Network.HoldBefore("status = 'Sent'", skip));
                break;
            case KillStep.AfterMarked:
                await HappensAsync(world.Network.HoldAnswerTo("status = 'Sent'", skip));
                await UntilAsync(rows =>
                    rows.Count(row => row.Status == MailStatus.Queued) == KilledWorkerTests.MailsAKill - skip - 1
                );
                break;
            case KillStep.BetweenMails:
                await world.WaitForAllSentAsync(worker);
                break;
            case KillStep.Connected:
                // A connection carries many mails: a new one is needed, for the mail whose turn it is.
                CutIdle();
                await HappensAsync(KilledBySmtp(SmtpStep.Ehlo, 0));
                break;
            case KillStep.AfterMail:
                await HappensAsync(KilledBySmtp(SmtpStep.RcptTo, skip));
                break;
            case KillStep.AfterRcpt:
                await HappensAsync(KilledBySmtp(SmtpStep.Data, skip));
                break;
            case KillStep.BeforeDot:
                await HappensAsync(KilledBySmtp(SmtpStep.BeforeDot, skip));
                break;
            case KillStep.AfterDot:
                await HappensAsync(KilledBySmtp(SmtpStep.AfterDot, skip));
                break;
        }
        worker.Kill();
    }

    private void CutIdle()
    {
        var left = skip;
        world.Smtp.Script.At(SmtpStep.MailFrom, new SmtpAnswer.Cut(), when: _ => left-- == 0);
    }

    /// <summary>The mail server itself kills its client, at the moment when it is to answer.</summary>
    private Task KilledBySmtp(SmtpStep at, int passing)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = passing;
        world.Smtp.Script.At(
            at,
            new SmtpAnswer.Cut(),
            when: _ =>
            {
                if (left-- > 0)
                    return false;
                worker.Kill();
                return killed.TrySetResult();
            }
        );
        return killed.Task;
    }

    private Task HappensAsync(Task awaited) => KilledWorld.HappensAsync(awaited, worker);

    private Task UntilAsync(Func<IReadOnlyList<OutboxMessage>, bool> holds) =>
        world.WaitUntilAsync(async () => holds(await world.RowsAsync()), worker);
}
