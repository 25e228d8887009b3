using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>Somebody has an account with this address: that person signs in and enrolls, or takes another address.</summary>
public sealed record AccountExists(string Email)
    : Refusal(UserErrorCode.EmailTaken, "enrollment.accountExists", ("email", Email));

/// <summary>Whoever is signed in enrolls as themselves, for the organization they work in.</summary>
public sealed record OnlyForAnonymous() : Refusal(UserErrorCode.Invalid, "enrollment.startFieldsForAnonymous");
