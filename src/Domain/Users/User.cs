using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Users;

/// <summary>A person's membership of one organization (R32): name and roles; the password is the person's own.</summary>
public sealed class User : EventSource
{
    private User() { }

    public UserId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }
    public PersonId PersonId { get; private set; }
    public string FullName { get; private set; } = "";
    public EmailAddress Email { get; private set; } = null!;
    public AgentRole AgentRole { get; private set; }
    public AdminRole AdminRole { get; private set; }
    public Language Language { get; private set; }
    public bool Active { get; private set; }

    /// <summary>The person had an account already and has not yet agreed to this membership; until then it gives nothing.</summary>
    public bool ConsentPending { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastSignedInAt { get; private set; }

    public Roles Roles => new(AgentRole, AdminRole);

    /// <summary>Counts as a member: active, and agreed to.</summary>
    public bool InForce => Active && !ConsentPending;

    public Actor AsActor() => new(FullName, Id);

    /// <summary>Without rules: the first user of a new organization. Everybody else comes through <see cref="UserRoster.Add"/>.</summary>
    public static Outcome<User> CreateFirst(
        UserId id,
        OrganizationId organization,
        PersonId person,
        string fullName,
        EmailAddress email,
        Roles roles,
        Language language,
        DateTimeOffset now
    ) => Create(id, organization, person, fullName, email, roles, language, consentPending: false, now);

    /// <summary>R32: the person follows the mailed link and agrees.</summary>
    public void Consent() => ConsentPending = false;

    public void SignedIn(DateTimeOffset now) => LastSignedInAt = now;

    public void Speak(Language language) => Language = language;

    /// <summary>R29 to R31: whoever enrolled the organization is its global admin and an admin agent.</summary>
    public void BecomeEnroller(DateTimeOffset now) =>
        SetRoles(new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin), now);

    internal static Outcome<User> Create(
        UserId id,
        OrganizationId organization,
        PersonId person,
        string fullName,
        EmailAddress email,
        Roles roles,
        Language language,
        bool consentPending,
        DateTimeOffset now
    )
    {
        if (TextRules.Line(fullName) is { } refusal)
        {
            return refusal.At("fullName");
        }

        var user = new User
        {
            Id = id,
            OrganizationId = organization,
            PersonId = person,
            FullName = fullName.Trim(),
            Email = email,
            AgentRole = roles.Agent,
            AdminRole = roles.Admin,
            Language = language,
            Active = true,
            ConsentPending = consentPending,
            CreatedAt = now,
        };
        user.Raise(new UserAdded(id, organization, roles, now));
        return user;
    }

    internal void SetRoles(Roles roles, DateTimeOffset now)
    {
        if (Roles == roles)
        {
            return;
        }

        (AgentRole, AdminRole) = (roles.Agent, roles.Admin);
        Raise(new UserRolesChanged(Id, OrganizationId, roles, now));
    }

    internal void Reactivate(DateTimeOffset now)
    {
        if (Active)
        {
            return;
        }

        Active = true;
        Raise(new UserReactivated(Id, OrganizationId, now));
    }

    /// <summary>The address belongs to somebody else: the user stands no longer for it, and the address is free in the organization.</summary>
    internal void GiveUpAddress(DateTimeOffset now)
    {
        Email = EmailAddress.Parse($"{Id.Value:N}@released.invalid");
        ConsentPending = false;
        Deactivate(now);
    }

    internal void Deactivate(DateTimeOffset now)
    {
        if (!Active)
        {
            return;
        }

        Active = false;
        Raise(new UserDeactivated(Id, OrganizationId, now));
    }
}
