using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Enrollments;

public sealed record IllegalEnrollmentTransition(EnrollmentStatus From, EnrollmentStatus To)
    : Refusal(
        UserErrorCode.IllegalTransition,
        "enrollment.illegalTransition",
        ("from", SchemaName.Of(From)),
        ("to", SchemaName.Of(To))
    );

/// <summary>The enrollment cannot be changed in this state.</summary>
public sealed record EnrollmentNotEditable(EnrollmentStatus Status)
    : Refusal(UserErrorCode.IllegalTransition, "enrollment.notEditable", ("status", SchemaName.Of(Status)));

/// <summary>There is nothing to send again.</summary>
public sealed record NoVerificationPending(EnrollmentStatus Status)
    : Refusal(UserErrorCode.IllegalTransition, "enrollment.noVerificationPending", ("status", SchemaName.Of(Status)));

public sealed record StepMissing(EnrollmentStep Step)
    : Refusal(UserErrorCode.Required, "enrollment.stepMissing", ("step", SchemaName.Of(Step)));

/// <summary>R17.</summary>
public sealed record MpnProfileInactive(string MpnId)
    : Refusal(UserErrorCode.MpnProfileInactive, "enrollment.mpnProfileInactive", ("mpnId", MpnId));

/// <summary>R18.</summary>
public sealed record MpnCountryMismatch(string MpnId, string ProfileCountry, string OrganizationCountry)
    : Refusal(
        UserErrorCode.MpnCountryMismatch,
        "enrollment.mpnCountryMismatch",
        ("mpnId", MpnId),
        ("profileCountry", ProfileCountry),
        ("organizationCountry", OrganizationCountry)
    );

/// <summary>Another organization has it; which one is not told.</summary>
public sealed record MpnAlreadyLinked(string MpnId)
    : Refusal(UserErrorCode.MpnAlreadyLinked, "enrollment.mpnAlreadyLinked", ("mpnId", MpnId));

/// <summary>The membership account does not have this MPN ID.</summary>
public sealed record MpnNotInMembership() : Refusal(UserErrorCode.NotFound, "enrollment.mpnNotInMembership");

/// <summary>Unknown name and wrong password alike.</summary>
public sealed record MembershipSignInFailed()
    : Refusal(UserErrorCode.MembershipSignInFailed, "enrollment.membershipSignInFailed");

/// <summary>One enrollment at a time, and none after an approved one.</summary>
public sealed record EnrollmentExists(EnrollmentStatus Status)
    : Refusal(UserErrorCode.Conflict, "enrollment.exists", ("status", SchemaName.Of(Status)));

/// <summary>Only indirect resellers enroll.</summary>
public sealed record OnlyResellersEnroll() : Refusal(UserErrorCode.Conflict, "enrollment.onlyResellers");
