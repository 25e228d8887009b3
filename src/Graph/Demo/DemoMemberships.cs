using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Memberships;

namespace PartnerGraph.Graph.Demo;

/// <summary>
/// The membership registry of the demo world: what its resellers are linked to, and an account with three MPN IDs that a visitor
/// enrolls with: one that fits, one that is not active (R17), one of another country (R18).
/// </summary>
internal static class DemoMemberships
{
    private static readonly MembershipProfile[] Free =
    [
        Profile("7200001", "Kestrel Systems", "DE", "kestrel.example"),
        Profile("7200002", "Kestrel Systems, closed branch", "DE", "kestrel.example") with
        {
            Active = false,
        },
        Profile("7200003", "Kestrel Systèmes", "FR", "kestrel.example"),
    ];

    public static MembershipProfile ProfileOf(DemoOrganization reseller) =>
        Profile(reseller.MpnId!, reseller.Name, reseller.Country, reseller.Domain);

    public static void Enter(DemoStage stage)
    {
        Enter(stage, DemoCast.MembershipUser, Free);
        foreach (var reseller in DemoCast.Resellers)
            Enter(stage, reseller.Domain.Split('.')[0], ProfileOf(reseller));
    }

    private static void Enter(DemoStage stage, string userName, params MembershipProfile[] profiles)
    {
        var account = new MembershipAccount { UserName = userName, PasswordHash = "" };
        account.PasswordHash = stage.Tools.MembershipHasher.HashPassword(account, DemoCast.Password);
        stage.Db.MembershipAccounts.Add(account);
        foreach (var profile in profiles)
        {
            stage.Db.MembershipRows.Add(
                new MembershipRow
                {
                    MpnId = profile.MpnId,
                    UserName = userName,
                    OrganizationName = profile.OrganizationName,
                    Country = profile.Country,
                    Active = profile.Active,
                    Domain = profile.Domain,
                    Incentives = profile.Incentives,
                    Benefits = profile.Benefits,
                    Competencies = profile.Competencies,
                }
            );
        }
    }

    private static MembershipProfile Profile(string mpnId, string name, string country, string domain) =>
        new(
            mpnId,
            name,
            CountryCode.Parse(country),
            Active: true,
            domain,
            ["New customer bonus"],
            ["Five support incidents"],
            ["Cloud productivity"]
        );
}
