namespace PartnerGraph.Domain.Refusals;

/// <summary>A value that must be given is missing or blank.</summary>
public sealed record ValueRequired() : Refusal(UserErrorCode.Required, "input.required");

public sealed record ValueTooLong(int Maximum) : Refusal(UserErrorCode.Invalid, "input.tooLong", ("maximum", Maximum));

/// <summary>A line break or another control character where one line of text belongs.</summary>
public sealed record ControlCharacterRefused() : Refusal(UserErrorCode.Invalid, "input.controlCharacter");

public sealed record EmailAddressInvalid() : Refusal(UserErrorCode.Invalid, "input.emailAddress");

public sealed record CountryCodeInvalid(string Given)
    : Refusal(UserErrorCode.Invalid, "input.countryCode", ("given", Given));

/// <summary>Only absolute http and https addresses.</summary>
public sealed record UrlInvalid() : Refusal(UserErrorCode.Invalid, "input.url");

/// <summary>Unknown and foreign alike.</summary>
public sealed record NotFound() : Refusal(UserErrorCode.NotFound, "notFound");

/// <summary>The caller's change builds on an older state; the payload shows the present one, whose version this is.</summary>
public sealed record VersionOutdated(int Current)
    : Refusal(UserErrorCode.Conflict, "versionOutdated", ("current", Current));

/// <summary>Somebody else changed it between reading and saving; nothing was saved.</summary>
public sealed record ChangedMeanwhile() : Refusal(UserErrorCode.Conflict, "changedMeanwhile");
