using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Tests.Enrollments;

/// <summary>An update that leaves everything as it is, but for what is named.</summary>
internal sealed record UpdateNothing
{
    public UpdateEnrollmentInput But(Address? address = null, SupportContact? support = null) =>
        new(null, address, null, support);
}

internal static class KnownResellers
{
    /// <summary>A global admin of a reseller that was in the program before this one kept it.</summary>
    public static async Task<User> AddKnownResellerAsync(this GraphServer server)
    {
        var now = DateTimeOffset.UtcNow;
        var country = CountryCode.Parse("DE");
        Organization
            .CreateReseller(EnrollmentWorld.NewId(), "Known", country, now)
            .TryGet(out var organization, out _)
            .ShouldBeTrue();
        var contact = new Contact("Carl Contact", EnrollmentWorld.NewAddress(), null);
        organization!.EnterProgram(new LegalProfile("Known GmbH", EnrollmentWorld.Headquarters, contact), null!, now);
        await using (var db = server.Open())
        {
            db.Organizations.Add(organization);
            await db.SaveChangesAsync();
        }
        return await server.AddPersonAsync(
            EnrollmentWorld.NewAddress().Value,
            new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin),
            organization: organization.Id
        );
    }

    /// <summary>Whether the caller's own context shows the enrollments of its organization alone.</summary>
    public static async Task<bool> HasNoEnrollmentsOfOthersAsync(this GraphServer server, Caller caller)
    {
        await using var db = server.Services.GetRequiredService<Database>().Open(Tenant.Of(caller.Organization));
        return await db.Enrollments.AllAsync(row => row.OrganizationId == caller.Organization);
    }
}
