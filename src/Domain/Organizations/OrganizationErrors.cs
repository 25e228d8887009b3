using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Organizations;

public sealed record DomainNameInvalid() : Refusal(UserErrorCode.Invalid, "organization.domainInvalid");

/// <summary>R22.</summary>
public sealed record WebMailAddressRefused(string Domain)
    : Refusal(UserErrorCode.WebmailAddressRefused, "enrollment.webMailAddress", ("domain", Domain));

/// <summary>Before it is in the program an organization fills in its enrollment; who is no partner has no such profile.</summary>
public sealed record NotInProgram() : Refusal(UserErrorCode.IllegalTransition, "organization.notInProgram");

/// <summary>R18: the MPN ID was proven for this country; another one is another enrollment.</summary>
public sealed record CountryFixed(string Country)
    : Refusal(UserErrorCode.Invalid, "organization.countryFixed", ("country", Country));
