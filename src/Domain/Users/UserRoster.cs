using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Users;

/// <summary>A person whose account exists already, as seen by an organization that adds its address.</summary>
/// <param name="EmailVerified">An account whose address nobody proved cannot join a second organization.</param>
public sealed record ExistingPerson(PersonId Id, bool EmailVerified);

/// <summary>What a new user is added with (R32).</summary>
public sealed record NewUser(UserId Id, string FullName, EmailAddress Email, Roles Roles, Language Language);

/// <summary>
/// The rules that need to know the other users of the organization. It is made of all users of one organization, or of
/// at least: the users with the address in question and every global admin.
/// </summary>
public sealed class UserRoster
{
    private readonly OrganizationId _organization;
    private readonly IReadOnlyCollection<User> _users;

    public UserRoster(OrganizationId organization, IReadOnlyCollection<User> users)
    {
        if (users.Any(user => user.OrganizationId != organization))
        {
            throw new ArgumentException("A roster holds the users of one organization.", nameof(users));
        }

        _organization = organization;
        _users = users;
    }

    /// <summary>R31: setup is complete while there is one.</summary>
    public bool HasActiveAdminAgent => _users.Any(user => user is { InForce: true, AgentRole: AgentRole.AdminAgent });

    /// <summary>
    /// R32 to R36. Where the address has an account, its membership waits for that person's consent; else
    /// <paramref name="newPerson"/> is the account that is made for it.
    /// </summary>
    public Outcome<User> Add(NewUser added, Roles by, ExistingPerson? existing, PersonId newPerson, DateTimeOffset now)
    {
        if (_users.Any(user => user.Email == added.Email))
        {
            return new EmailTaken(added.Email.Value).At("email");
        }

        if (GlobalAdminTouched(by, Roles.None, added.Roles) is { } refusal)
        {
            return refusal.At("adminRole");
        }

        if (existing is { EmailVerified: false })
        {
            return new AccountNotVerified(added.Email.Value).At("email");
        }

        var person = existing?.Id ?? newPerson;
        return User.Create(
            added.Id,
            _organization,
            person,
            added.FullName,
            added.Email,
            added.Roles,
            added.Language,
            consentPending: existing is not null,
            now
        );
    }

    /// <summary>
    /// Decisions under R45: GLOBAL_ADMIN is given and taken by a global admin only, the last one stays, and nobody raises
    /// their own level without user management.
    /// </summary>
    /// <param name="by">Null for who acts in the organization's account from outside.</param>
    /// <param name="effective">The roles in force for whoever asks: their own, or those they act with.</param>
    public Outcome AssignRoles(User subject, Roles roles, User? by, Roles effective, DateTimeOffset now)
    {
        if (GlobalAdminTouched(effective, subject.Roles, roles) is { } refusal)
        {
            return refusal.At("adminRole");
        }

        if (subject.Id == by?.Id && effective.Admin is AdminRole.NotAnAdmin && subject.Roles != roles)
        {
            return new OwnRolesFixed();
        }

        if (!roles.IsGlobalAdmin && IsLastGlobalAdmin(subject))
        {
            return new LastGlobalAdmin().At("adminRole");
        }

        subject.SetRoles(roles, now);
        return Outcome.Done;
    }

    /// <param name="effective">The roles in force for whoever asks: their own, or those they act with.</param>
    public Outcome Deactivate(User subject, Roles effective, DateTimeOffset now)
    {
        if (subject.Roles.IsGlobalAdmin && !effective.IsGlobalAdmin)
        {
            return new GlobalAdminRequired();
        }

        if (IsLastGlobalAdmin(subject))
        {
            return new LastGlobalAdmin();
        }

        subject.Deactivate(now);
        return Outcome.Done;
    }

    /// <summary>Ends a deactivation; the roles are those of before. Where the person had not agreed yet, that is asked again.</summary>
    public static Outcome Reactivate(User subject, Roles effective, DateTimeOffset now)
    {
        if (subject.Roles.IsGlobalAdmin && !effective.IsGlobalAdmin)
        {
            return new GlobalAdminRequired();
        }

        subject.Reactivate(now);
        return Outcome.Done;
    }

    /// <summary>
    /// Whoever reads the mail of the address says that the account is not theirs, and nobody ever proved it: the address is given up. An
    /// organization in the program, which the operator has looked at, keeps its last global admin all the same.
    /// </summary>
    public Outcome GiveUpAddress(User subject, bool inProgram, DateTimeOffset now)
    {
        if (inProgram && IsLastGlobalAdmin(subject))
        {
            return new LastGlobalAdmin();
        }

        subject.GiveUpAddress(now);
        return Outcome.Done;
    }

    /// <summary>Whether somebody may act for the organization.</summary>
    public bool HasGlobalAdmin => _users.Any(IsActiveGlobalAdmin);

    /// <summary>R38: a new temporary password for a global admin is in effect that admin's account, so only an equal gives one.</summary>
    public static Outcome MayResetPassword(User subject, Roles effective) =>
        subject.Roles.IsGlobalAdmin && !effective.IsGlobalAdmin ? new GlobalAdminRequired() : Outcome.Done;

    private bool IsLastGlobalAdmin(User subject) =>
        IsActiveGlobalAdmin(subject) && !_users.Any(user => user.Id != subject.Id && IsActiveGlobalAdmin(user));

    private static bool IsActiveGlobalAdmin(User user) => user is { InForce: true, AdminRole: AdminRole.GlobalAdmin };

    private static GlobalAdminRequired? GlobalAdminTouched(Roles by, Roles before, Roles after) =>
        before.IsGlobalAdmin != after.IsGlobalAdmin && !by.IsGlobalAdmin ? new GlobalAdminRequired() : null;
}
