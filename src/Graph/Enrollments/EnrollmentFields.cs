using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Enrollments;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>The way into the program: every field of the section, and where it is answered.</summary>
internal static class EnrollmentFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<EnrollmentStatus>("EnrollmentStatus");
        schema.Enum<EnrollmentStep>("EnrollmentStep");
        schema.Input<SupportContact>("SupportContactInput");
        BindEnrollment(schema);
        BindParts(schema);
        schema.Connection<EnrollmentRow>("Enrollment");
        schema.Query(query =>
        {
            query.FieldAsync("enrollment", EnrollmentReads.OwnNewestAsync);
            query.FieldAsync("enrollments", EnrollmentReads.AllAsync);
        });
        BindApplicantsSteps(schema);
        BindOperatorsSteps(schema);
    }

    private static void BindEnrollment(SchemaBinding schema) =>
        schema.Object<EnrollmentRow>(
            "Enrollment",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Enrollment, row.Id.Value)).Needs(nameof(EnrollmentRow.Id));
                type.Field(row => row.Status);
                type.LoadPartner("organization", row => row.OrganizationId).Needs(nameof(EnrollmentRow.OrganizationId));
                type.Field(
                        "missing",
                        row =>
                            EnrollmentSteps.Missing(
                                row.MembershipProfile,
                                row.AlreadyInProgram,
                                LegalProfileOf(row),
                                row.SupportContact
                            )
                    )
                    .Needs(
                        nameof(EnrollmentRow.MembershipProfile),
                        nameof(EnrollmentRow.AlreadyInProgram),
                        nameof(EnrollmentRow.LegalName),
                        nameof(EnrollmentRow.Address),
                        nameof(EnrollmentRow.PrimaryContact),
                        nameof(EnrollmentRow.SupportContact)
                    );
                type.Field(row => row.MembershipProfile);
                type.Field("legalProfile", LegalProfileOf)
                    .Needs(
                        nameof(EnrollmentRow.LegalName),
                        nameof(EnrollmentRow.Address),
                        nameof(EnrollmentRow.PrimaryContact)
                    );
                type.Field(row => row.SupportContact);
                type.Field(
                        "contactEmailVerifiedAt",
                        row => EnrollmentReview.IsContactVerified(row) ? row.VerifiedAt : null
                    )
                    .Needs(
                        nameof(EnrollmentRow.PrimaryContact),
                        nameof(EnrollmentRow.VerifiedEmail),
                        nameof(EnrollmentRow.VerifiedAt)
                    );
                type.Batch("contactEmailDelivery", EnrollmentReads.ContactEmailDeliveriesAsync)
                    .Needs(nameof(EnrollmentRow.Id));
                type.Field(row => row.History);
                type.Field(row => row.Version);
                type.Field("review", EnrollmentReview.Of).Needs(EnrollmentReview.Needs);
                type.Batch("setupComplete", EnrollmentReads.SetupCompleteAsync)
                    .Needs(nameof(EnrollmentRow.Status), nameof(EnrollmentRow.OrganizationId));
            }
        );

    private static void BindParts(SchemaBinding schema)
    {
        schema.Object<EnrollmentReview>(
            "EnrollmentReview",
            type =>
            {
                type.Field(review => review.ContactDomain);
                type.Field(review => review.ContactVerified);
                type.Field(review => review.RegistryDomain);
                type.Field(review => review.DomainsMatch);
            }
        );
        schema.Object<EnrollmentTransition>(
            "EnrollmentTransition",
            type =>
            {
                type.Field(transition => transition.From);
                type.Field(transition => transition.To);
                type.Field(transition => transition.At);
                type.Field(transition => transition.By);
                type.Field(transition => transition.Reason);
            }
        );
        schema.Object<MembershipProfile>(
            "MembershipProfile",
            type =>
            {
                type.Field(profile => profile.MpnId);
                type.Field(profile => profile.OrganizationName);
                type.Field(profile => profile.Country);
                type.Field(profile => profile.Active);
                type.Field(profile => profile.Incentives);
                type.Field(profile => profile.Benefits);
                type.Field(profile => profile.Competencies);
            }
        );
    }

    private static void BindApplicantsSteps(SchemaBinding schema)
    {
        schema.Mutation<StartEnrollment, StartEnrollmentInput, StartEnrollmentPayload>(
            "startEnrollment",
            payload =>
            {
                BindAnswer(payload);
                payload.Secret(answer => answer.Session);
            }
        );
        schema.Mutation<SignInToMembership, SignInToMembershipInput, SignInToMembershipPayload>(
            "signInToMembership",
            payload =>
            {
                payload.Field(answer => answer.Profiles);
                payload.Secret(answer => answer.MembershipSession);
            }
        );
        Step<ChooseMembershipProfile, ChooseMembershipProfileInput, ChooseMembershipProfilePayload>(
            schema,
            "chooseMembershipProfile"
        );
        Step<UpdateEnrollment, UpdateEnrollmentInput, UpdateEnrollmentPayload>(schema, "updateEnrollment");
        Step<SubmitEnrollment, NoInput, SubmitEnrollmentPayload>(schema, "submitEnrollment");
        schema.Mutation<VerifyEnrollmentEmail, VerifyEnrollmentEmailInput, VerifyEnrollmentEmailPayload>(
            "verifyEnrollmentEmail",
            payload => payload.Field(answer => answer.Status)
        );
        Step<ResendEnrollmentEmail, NoInput, ResendEnrollmentEmailPayload>(schema, "resendEnrollmentEmail");
        Step<WithdrawEnrollment, NoInput, WithdrawEnrollmentPayload>(schema, "withdrawEnrollment");
    }

    private static void BindOperatorsSteps(SchemaBinding schema)
    {
        Step<RequestEnrollmentAction, RequestEnrollmentActionInput, RequestEnrollmentActionPayload>(
            schema,
            "requestEnrollmentAction"
        );
        Step<ApproveEnrollment, ApproveEnrollmentInput, ApproveEnrollmentPayload>(schema, "approveEnrollment");
        Step<RejectEnrollment, RejectEnrollmentInput, RejectEnrollmentPayload>(schema, "rejectEnrollment");
    }

    private static void Step<TMutation, TInput, TPayload>(SchemaBinding schema, string name)
        where TMutation : class, IMutation<TInput, TPayload>
        where TPayload : EnrollmentPayload => schema.Mutation<TMutation, TInput, TPayload>(name, BindAnswer);

    private static void BindAnswer<TPayload>(ObjectBinding<TPayload> payload)
        where TPayload : EnrollmentPayload => payload.FieldAsync("enrollment", EnrollmentReads.OfAnswerAsync);

    private static LegalProfile? LegalProfileOf(EnrollmentRow row) =>
        LegalProfile.WhenComplete(row.LegalName, row.Address, row.PrimaryContact);
}
