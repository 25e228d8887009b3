using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Persistence.Enrollments;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>R25, as the operator sees it.</summary>
/// <param name="DomainsMatch">Only a confirmed address counts; null where the registry names no domain.</param>
public sealed record EnrollmentReview(
    string? ContactDomain,
    bool ContactVerified,
    string? RegistryDomain,
    bool? DomainsMatch
)
{
    /// <summary>What <see cref="Of"/> reads.</summary>
    public static readonly string[] Needs =
    [
        nameof(EnrollmentRow.MembershipProfile),
        nameof(EnrollmentRow.AlreadyInProgram),
        nameof(EnrollmentRow.PrimaryContact),
        nameof(EnrollmentRow.VerifiedEmail),
    ];

    public static EnrollmentReview Of(EnrollmentRow row)
    {
        var verified = IsContactVerified(row) ? row.VerifiedEmail : null;
        var facts = ReviewFacts.Of(row.MembershipProfile, row.AlreadyInProgram, verified);
        return new EnrollmentReview(
            row.PrimaryContact?.Email.Domain,
            verified is not null,
            facts.RegistryDomain,
            facts.RegistryDomain is null ? null : facts.DomainMatchesRegistry
        );
    }

    /// <summary>An address proven for an earlier contact proves nothing for this one.</summary>
    public static bool IsContactVerified(EnrollmentRow row) =>
        row.VerifiedEmail is not null && row.VerifiedEmail == row.PrimaryContact?.Email;
}
