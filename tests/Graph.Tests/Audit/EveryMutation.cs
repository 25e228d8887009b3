using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Demo;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Tests.Audit;

/// <summary>After every mutation of the schema was done at least once.</summary>
internal static class EveryMutation
{
    /// <summary>What has no id that anybody could ask for.</summary>
    private static readonly string[] WithoutSubject =
    [
        "signInToMembership",
        "importCustomers",
        "signOut",
        "stopActing",
        "requestPasswordReset",
        "setNewPassword",
        "releaseAddress",
        "verifyEmail",
        "resendEmailVerification",
    ];

    public static async Task LeftItsRowAsync(GraphServer server)
    {
        await using var db = server.Open();
        var rows = await db.AuditEvents.AsNoTracking().Where(row => row.Outcome == AuditOutcome.Done).ToListAsync();
        var mutations = SchemaBuilder
            .Build(GraphSchema.Text())
            .MutationType!.Fields.Select(field => field.Name)
            .ToList();

        mutations.Except(rows.Select(row => row.Action)).ShouldBeEmpty("these were done and left no row");
        mutations
            .Except(WithoutSubject)
            .Where(name => rows.TrueForAll(row => row.Action != name || row.SubjectId is null))
            .ShouldBeEmpty("these do not say what they were done to");
        var texts = await db
            .AuditEvents.Select(row => row.ActorName + row.SubjectKind + row.Origin + row.Code)
            .ToListAsync();
        texts.ShouldAllBe(text => !text.Contains(DemoCast.Password) && !text.Contains('@'));
        rows.ShouldAllBe(row => row.ChangedFields.All(name => name.All(char.IsAsciiLetterOrDigit)));
    }
}
