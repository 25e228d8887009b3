using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

/// <summary>Every mutation of the section, and what its payload shows.</summary>
internal static class UserMutations
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Mutation<AddUser, AddUserInput, AddUserPayload>(
            "addUser",
            payload =>
            {
                payload.LoadUser(answer => answer.User);
                payload.Field(answer => answer.SignInName);
                payload.Secret(answer => answer.TemporaryPassword);
            }
        );
        schema.Mutation<AssignRoles, AssignRolesInput, AssignRolesPayload>(
            "assignRoles",
            payload => payload.LoadUser(answer => answer.User)
        );
        schema.Mutation<ResetPassword, ResetPasswordInput, ResetPasswordPayload>(
            "resetPassword",
            payload =>
            {
                payload.LoadUser(answer => answer.User);
                payload.Secret(answer => answer.TemporaryPassword);
            }
        );
        schema.Mutation<DeactivateUser, DeactivateUserInput, DeactivateUserPayload>(
            "deactivateUser",
            payload => payload.LoadUser(answer => answer.User)
        );
        schema.Mutation<ReactivateUser, ReactivateUserInput, ReactivateUserPayload>(
            "reactivateUser",
            payload => payload.LoadUser(answer => answer.User)
        );
        schema.Mutation<ResendMembershipConsent, ResendMembershipConsentInput, ResendMembershipConsentPayload>(
            "resendMembershipConsent",
            payload => payload.LoadUser(answer => answer.User)
        );
        schema.Mutation<RequestPasswordReset, RequestPasswordResetInput, RequestPasswordResetPayload>(
            "requestPasswordReset"
        );
        schema.Mutation<SetNewPassword, SetNewPasswordInput, SetNewPasswordPayload>("setNewPassword");
        schema.Mutation<VerifyEmail, VerifyEmailInput, VerifyEmailPayload>("verifyEmail");
        schema.Mutation<ReleaseAddress, ReleaseAddressInput, ReleaseAddressPayload>("releaseAddress");
        schema.Mutation<ResendEmailVerification, NoInput, ResendEmailVerificationPayload>("resendEmailVerification");
    }

    private static void LoadUser<T>(this ObjectBinding<T> type, Func<T, UserId?> id) =>
        type.Load<T, UserId, UserRow>("user", id, UserFields.ByIdsAsync);
}
