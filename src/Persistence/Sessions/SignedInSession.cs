using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Sessions;

/// <summary>The two tokens of a new session, shown this once.</summary>
public sealed record IssuedSession(
    SessionId Id,
    SessionId FamilyId,
    SecretToken AccessToken,
    SecretToken RefreshToken,
    DateTimeOffset AccessExpiresAt
);

/// <summary>Who holds a valid access token, and where that person works.</summary>
public sealed record SignedInSession(
    SessionId Id,
    SessionId FamilyId,
    PersonId PersonId,
    UserId? UserId,
    OrganizationId? OrganizationId,
    PartnershipId? ActingFor,
    AdministrationGrantId? ActingUnder,
    bool PasswordChangeRequired,
    DateTimeOffset ExpiresAt
);
