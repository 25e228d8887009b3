using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Users;

public sealed record EmailTaken(string Email) : Refusal(UserErrorCode.EmailTaken, "user.emailTaken", ("email", Email));

/// <summary>The address has an account that nobody has proven to own the address (R32).</summary>
public sealed record AccountNotVerified(string Email)
    : Refusal(UserErrorCode.Conflict, "user.accountNotVerified", ("email", Email));

/// <summary>There is nothing to prove, and nothing to give up, any more.</summary>
public sealed record AddressVerifiedAlready() : Refusal(UserErrorCode.Conflict, "user.addressVerifiedAlready");

/// <summary>The person has agreed, or the user was deactivated: nothing waits for consent.</summary>
public sealed record ConsentNotAwaited() : Refusal(UserErrorCode.IllegalTransition, "user.consentNotAwaited");

public sealed record LastGlobalAdmin() : Refusal(UserErrorCode.LastGlobalAdmin, "user.lastGlobalAdmin");

public sealed record GlobalAdminRequired() : Refusal(UserErrorCode.GlobalAdminRequired, "user.globalAdminRequired");

/// <summary>Nobody changes their own level without user management.</summary>
public sealed record OwnRolesFixed() : Refusal(UserErrorCode.Conflict, "user.ownRolesFixed");

public sealed record SignInFailed() : Refusal(UserErrorCode.SignInFailed, "user.signInFailed");

public sealed record TemporaryPasswordExpired(DateTimeOffset ExpiredAt)
    : Refusal(UserErrorCode.TemporaryPasswordExpired, "user.temporaryPasswordExpired", ("expiredAt", ExpiredAt));

public sealed record PasswordTooShort(int Minimum)
    : Refusal(UserErrorCode.PasswordTooWeak, "user.passwordTooShort", ("minimum", Minimum));

public sealed record PasswordTooLong(int Maximum)
    : Refusal(UserErrorCode.PasswordTooWeak, "user.passwordTooLong", ("maximum", Maximum));

/// <summary>On the block list, or made of the account's own name or address.</summary>
public sealed record PasswordTooCommon() : Refusal(UserErrorCode.PasswordTooWeak, "user.passwordTooCommon");

/// <summary>A changed password is another one.</summary>
public sealed record PasswordUnchanged() : Refusal(UserErrorCode.PasswordTooWeak, "user.passwordUnchanged");
