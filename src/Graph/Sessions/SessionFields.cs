using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;

namespace PartnerGraph.Graph.Sessions;

/// <summary>Signing in and out: every field of the section, and where it is answered.</summary>
internal static class SessionFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Object<OpenedSession>(
            "Session",
            type =>
            {
                type.Field(session => session.AccessToken);
                type.Field(session => session.RefreshToken);
                type.Field(session => session.ExpiresAt);
                type.Field(session => session.PasswordChangeRequired);
            }
        );
        schema.Mutation<SignIn, SignInInput, SignInPayload>(
            "signIn",
            payload =>
            {
                payload.Secret(answer => answer.Session);
                payload.Field(answer => answer.Viewer);
            }
        );
        schema.Mutation<RefreshSession, RefreshSessionInput, RefreshSessionPayload>(
            "refreshSession",
            payload => payload.Secret(answer => answer.Session)
        );
        schema.Mutation<SwitchOrganization, SwitchOrganizationInput, SwitchOrganizationPayload>(
            "switchOrganization",
            payload =>
            {
                payload.Secret(answer => answer.Session);
                payload.Field(answer => answer.Viewer);
            }
        );
        schema.Mutation<SignOut, NoInput, SignOutPayload>("signOut");
        schema.Mutation<ChangePassword, ChangePasswordInput, ChangePasswordPayload>(
            "changePassword",
            payload => payload.Secret(answer => answer.Session)
        );
    }
}
