using Microsoft.AspNetCore.Identity;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Accounts;

/// <summary>A person: an address and a password. What the person may do stands in the memberships (Domain's User), never here.</summary>
public sealed class Account : IdentityUser<PersonId>
{
    public Account() { }

    public Account(PersonId id, EmailAddress email, DateTimeOffset now)
    {
        Id = id;
        UserName = email.Value;
        Email = email.Value;
        LockoutEnabled = true;
        CreatedAt = now;
    }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A temporary password sets a new one and does nothing else (R38).</summary>
    public bool PasswordChangeRequired { get; private set; }

    /// <summary>Until when the temporary password works; null for a password that the person chose.</summary>
    public DateTimeOffset? TemporaryPasswordUntil { get; private set; }

    public DateTimeOffset? LastSignedInAt { get; private set; }

    public bool HasLapsedPassword(DateTimeOffset now) => TemporaryPasswordUntil <= now;

    /// <summary>Nobody signs in with it any more, and the address is free for whoever it belongs to.</summary>
    internal void GiveUpAddress()
    {
        UserName = Email = $"{Id.Value:N}@released.invalid";
        PasswordHash = null;
        PasswordIsOwn();
    }

    internal void PasswordIsTemporary(DateTimeOffset until) =>
        (PasswordChangeRequired, TemporaryPasswordUntil) = (true, until);

    internal void PasswordIsOwn() => (PasswordChangeRequired, TemporaryPasswordUntil) = (false, null);
}
