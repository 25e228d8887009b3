using PartnerGraph.Worker.Administration;
using PartnerGraph.Worker.Invitations;
using PartnerGraph.Worker.Leads;
using PartnerGraph.Worker.Webhooks;
using Quartz;

namespace PartnerGraph.Worker.Schedules;

/// <summary>All that runs by the clock. Each job is harmless when it runs twice or late.</summary>
public static class ScheduleTable
{
    public static readonly IReadOnlyList<Schedule> All =
    [
        Schedule.Every<ExpireInvitationsJob>(TimeSpan.FromMinutes(1)),
        Schedule.Every<RemindInvitationsJob>(TimeSpan.FromMinutes(10)),
        Schedule.Every<WatchWebhooksJob>(TimeSpan.FromMinutes(10)),
        Schedule.Every<ExpireLeadsJob>(TimeSpan.FromMinutes(5)),
        Schedule.Every<LookAtGrantsJob>(TimeSpan.FromMinutes(15)),
        Schedule.Every<ForgetOldRowsJob>(TimeSpan.FromHours(6)),
    ];
}

/// <summary>One job and how often it runs, from the start on.</summary>
public sealed record Schedule(Type Job, TimeSpan Period, Action<IQuartzBuilder> Register)
{
    public static Schedule Every<TJob>(TimeSpan period)
        where TJob : class, IJob
    {
        var name = typeof(TJob).Name;
        return new Schedule(
            typeof(TJob),
            period,
            quartz =>
                quartz.ScheduleJob<TJob>(
                    trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(period),
                    job => job.WithIdentity(name)
                )
        );
    }
}
