using PartnerGraph.Domain.Access;
using PartnerGraph.Graph.Localization;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.Graph.Access;

/// <summary>What a field or mutation asks of its caller, decided before any data is fetched.</summary>
public abstract record Permission
{
    private Permission() { }

    /// <summary>Everybody, signed in or not.</summary>
    public static Permission Anonymous { get; } = new Everybody();

    /// <summary>Whoever is signed in, even before a temporary password was changed, and also while acting for another organization; no API token.</summary>
    public static Permission PersonInAnyName { get; } = new AnyPerson();

    /// <summary>Whoever acts for another organization.</summary>
    public static Permission Acting { get; } = new ActingPerson();

    /// <summary>Whoever is signed in as themselves, even before a temporary password was changed; no API token.</summary>
    public static Permission Person { get; } = new SignedInPerson();

    /// <summary>A signed-in person with a password of their own, as themselves; no API token.</summary>
    public static Permission PersonInForce { get; } = new PersonWithOwnPassword();

    /// <summary>Whoever is signed in, in whatever role.</summary>
    public static Permission Member { get; } = new AnyMember(ApiScope.Read);

    /// <summary>Whoever is signed in; an API token with the scope is as well.</summary>
    public static Permission MemberWith(ApiScope scope) => new AnyMember(scope);

    /// <summary>Whoever the role table gives the action to; an API token with the scope does as well.</summary>
    public static Permission To(PartnerAction action, ApiScope scope = ApiScope.Read) => new Action(action, scope);

    /// <summary>Whoever the role table gives one of the actions to; an API token with the scope does as well.</summary>
    public static Permission ToAny(ApiScope scope, params PartnerAction[] actions) =>
        new AnyOf([.. actions.Select(one => To(one, scope))]);

    /// <summary>As <see cref="To"/>, for people alone: accounts, users and passwords are not for tokens.</summary>
    public static Permission ForPeopleTo(PartnerAction action) => new Action(action, null);

    /// <summary>
    /// Whoever may do this for some customer, by the roles alone; an API token with the scope does as well. What binds the organization to
    /// the customer is decided when that is known.
    /// </summary>
    public static Permission For(CustomerAction action, ApiScope scope) => new OnBehalf(action, scope);

    /// <summary>As <see cref="For"/>, for people alone.</summary>
    public static Permission ForPeopleFor(CustomerAction action) => new OnBehalf(action, null);

    /// <summary>Null where it is allowed.</summary>
    public GraphQLError? Decide(RequestState request)
    {
        var code = Refuse(request.Caller);
        return code is null
            ? null
            : new GraphQLError(Messages.Text(request.Language, MessageKey(code))) { Code = code };
    }

    /// <summary>One of <see cref="RequestErrorCodes"/>; null where it is allowed.</summary>
    public abstract string? Refuse(Caller? caller);

    private static string MessageKey(string code) =>
        code switch
        {
            RequestErrorCodes.Unauthenticated => "request.unauthenticated",
            RequestErrorCodes.PasswordChangeRequired => "request.passwordChangeRequired",
            _ => "request.forbidden",
        };

    private sealed record Everybody : Permission
    {
        public override string? Refuse(Caller? caller) => null;
    }

    private sealed record AnyPerson : Permission
    {
        public override string? Refuse(Caller? caller) =>
            caller is null ? RequestErrorCodes.Unauthenticated
            : caller.Person is null ? RequestErrorCodes.Forbidden
            : null;
    }

    private sealed record ActingPerson : Permission
    {
        public override string? Refuse(Caller? caller) =>
            PersonInAnyName.Refuse(caller) ?? (caller!.Acting is null ? RequestErrorCodes.Forbidden : null);
    }

    private sealed record SignedInPerson : Permission
    {
        public override string? Refuse(Caller? caller) =>
            PersonInAnyName.Refuse(caller) ?? (caller!.Acting is null ? null : RequestErrorCodes.Forbidden);
    }

    private sealed record PersonWithOwnPassword : Permission
    {
        public override string? Refuse(Caller? caller) =>
            Person.Refuse(caller) ?? (caller!.PasswordChangeRequired ? RequestErrorCodes.PasswordChangeRequired : null);
    }

    private sealed record AnyOf(IReadOnlyList<Permission> Permissions) : Permission
    {
        public override string? Refuse(Caller? caller)
        {
            string? refused = null;
            foreach (var permission in Permissions)
            {
                var code = permission.Refuse(caller);
                if (code is null)
                {
                    return null;
                }

                refused ??= code;
            }

            return refused;
        }
    }

    private sealed record AnyMember(ApiScope Scope) : Permission
    {
        public override string? Refuse(Caller? caller) =>
            caller is null ? RequestErrorCodes.Unauthenticated
            : caller.PasswordChangeRequired ? RequestErrorCodes.PasswordChangeRequired
            : caller.Scopes.Contains(Scope) ? null
            : RequestErrorCodes.Forbidden;
    }

    private sealed record OnBehalf(CustomerAction Asked, ApiScope? Scope) : Permission
    {
        public override string? Refuse(Caller? caller) =>
            new Action(PartnerAction.ViewCustomers, Scope).Refuse(caller)
            // The family matters to agents alone, and then it is a refusal of the payload.
            ?? (
                RoleTable.For(caller!.Roles, Asked, family: null).Reason is AbilityReason.RoleMissing
                    ? RequestErrorCodes.Forbidden
                    : null
            );
    }

    private sealed record Action(PartnerAction Asked, ApiScope? Scope) : Permission
    {
        public override string? Refuse(Caller? caller)
        {
            if (caller is null)
            {
                return RequestErrorCodes.Unauthenticated;
            }

            if (Scope is { } scope ? !caller.Scopes.Contains(scope) : caller.Kind is CallerKind.ApiToken)
            {
                return RequestErrorCodes.Forbidden;
            }

            return caller.Standing.May(Asked).Reason switch
            {
                null => null,
                AbilityReason.PasswordChangeRequired => RequestErrorCodes.PasswordChangeRequired,
                _ => RequestErrorCodes.Forbidden,
            };
        }
    }
}

/// <summary>The values of <c>extensions.code</c> that the contract names beside the engine's own.</summary>
public static class RequestErrorCodes
{
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string PasswordChangeRequired = "PASSWORD_CHANGE_REQUIRED";
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>What came after this position is no longer all kept.</summary>
    public const string PositionExpired = "POSITION_EXPIRED";

    /// <summary>The request that this one repeats is under way.</summary>
    public const string RequestInProgress = "REQUEST_IN_PROGRESS";

    /// <summary>The request that this one repeats was carried out, and nobody knows what it answered.</summary>
    public const string AnswerLost = "ANSWER_LOST";
}
