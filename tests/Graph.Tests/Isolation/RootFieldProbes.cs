namespace PartnerGraph.Graph.Tests.Isolation;

/// <summary>One way to ask a root field for something of somebody else.</summary>
/// <param name="Variables">Null where the field has nothing to name somebody else by.</param>
public sealed record Probe(string Query, Func<Names, object?>? Variables)
{
    public static implicit operator Probe(string query) => new(query, null);
}

/// <summary>
/// For every root field of the schema how a stranger would use it to learn of another tenant, or to change something there. A field
/// that has nothing to name another tenant by is asked as it is: its answer holds nothing of others, and others stay as they are.
/// </summary>
public static class RootFieldProbes
{
    private const string Page = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

    public static IReadOnlyDictionary<string, IReadOnlyList<Probe>> ByField { get; } =
        Queries()
            .Concat(Sessions())
            .Concat(Enrollments())
            .Concat(Users())
            .Concat(Invitations())
            .Concat(Subscriptions())
            .Concat(Webhooks())
            .Concat(Mails())
            .Concat(Support())
            .Concat(Leads())
            .ToDictionary();

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Queries()
    {
        yield return Of("node", [.. Enumerable.Range(0, NodeKinds).Select(Node)]);
        yield return Of("viewer", "{ viewer { organization { id name } user { id email } } }");
        yield return Of("enrollment", "{ enrollment { id organization { name } history { by } } }");
        yield return Of("providerDirectory", Search("providerDirectory", "id name"));
        yield return Of("enrollments", $"{{ enrollments(first: 100) {{ {Page} nodes {{ id }} }} }}");
        yield return Of("users", Search("users", "id fullName email"));
        yield return Of("partners", Search("partners", "id name mpnId"));
        yield return Of(
            "indirectProviders",
            $"{{ indirectProviders {{ {Page} nodes {{ id provider {{ id name }} reseller {{ id name }} }} }} }}"
        );
        yield return Of(
            "indirectResellers",
            $"{{ indirectResellers {{ {Page} nodes {{ id provider {{ id name }} reseller {{ id name }} }} }} }}"
        );
        yield return Of(
            "endPartnershipPreview",
            new Probe(
                "query($id: ID!) { endPartnershipPreview(partnershipId: $id) { partnership { id } orderCount grants } }",
                names => new { id = names.Partnership }
            )
        );
        yield return Of(
            "endCustomerRelationshipPreview",
            new Probe(
                "query($id: ID) { endCustomerRelationshipPreview(customerId: $id) { customer { name } orderCount } }",
                names => new { id = names.Customer }
            ),
            new Probe(
                "query($id: ID) { endCustomerRelationshipPreview(partnerId: $id) { relationships { partner { name } } } }",
                names => new { id = names.Reseller }
            )
        );
        yield return Of(
            "customers",
            Search("customers", "id name domain"),
            SharedWith(names => names.Provider),
            SharedWith(names => names.Reseller)
        );
        yield return Of(
            "customer",
            new Probe(
                "query($id: ID!) { customer(id: $id) { id name users { totalCount } relationships { partner { name } } } }",
                names => new { id = names.Customer }
            ),
            // An id of another kind is no customer.
            new Probe("query($id: ID!) { customer(id: $id) { id name } }", names => new { id = names.Reseller })
        );
        yield return Of(
            "customerImports",
            $"{{ customerImports(first: 100) {{ {Page} nodes {{ id reference adminEmail }} }} }}"
        );
        yield return Of("invitations", $"{{ invitations(first: 100) {{ {Page} nodes {{ id recipientEmail }} }} }}");
        yield return Of(
            "auditEvents",
            $"{{ auditEvents(first: 100) {{ {Page} nodes {{ id action actor actorOrganization {{ name }} onBehalfOf customer {{ name }} subjectId }} }} }}",
            new Probe(
                $"query($id: ID!) {{ auditEvents(subjectId: $id) {{ {Page} nodes {{ id }} }} }}",
                names => new { id = names.Customer }
            ),
            new Probe(
                $"query($id: ID!) {{ auditEvents(actorId: $id) {{ {Page} nodes {{ id }} }} }}",
                names => new { id = names.User }
            )
        );
        yield return Of("apiTokens", $"{{ apiTokens(first: 100) {{ {Page} nodes {{ id }} }} }}");
        yield return Of(
            "events",
            $"{{ events(first: 100) {{ {Page} nodes {{ position ... on InvitationEvent {{ invitation {{ id }} }} ... on CustomerRelationshipEvent {{ customerId }} }} }} }}"
        );
        yield return Of(
            "organizationEvents",
            // As invitationAccepted.
            """subscription { organizationEvents(after: "0") { position } }"""
        );
        yield return Of(
            "invitationAccepted",
            // Over a plain request a subscription is refused; what it tells is in SubscriptionIsolationTests.
            """subscription { invitationAccepted(after: "0") { invitation { id } } }"""
        );
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Sessions()
    {
        yield return Mutation("signIn", names => new { email = $"{names.Word}@nobody.example", password = "no such" });
        yield return Mutation("refreshSession", names => new { refreshToken = names.RefreshToken });
        yield return Mutation(
            "switchOrganization",
            names => new { organizationId = names.Reseller },
            names => new { organizationId = names.Customer }
        );
        yield return Mutation("actFor", names => new { partnershipId = names.Partnership });
        yield return Of("stopActing", "mutation { stopActing { errors { code } } }");
        yield return Of("signOut", "mutation { signOut { errors { code } } }");
        yield return Mutation(
            "changePassword",
            _ => new { currentPassword = "not the right one", newPassword = "another one that is long" }
        );
        yield return Mutation("createApiToken", _ => new { name = "", scopes = new[] { "READ" } });
        yield return Mutation("revokeApiToken", names => new { apiTokenId = names.ApiToken });
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Enrollments()
    {
        yield return Mutation("startEnrollment", _ => new { organizationName = "", password = "" });
        yield return Mutation("signInToMembership", names => new { userName = names.UserName, password = "a guess" });
        yield return Mutation(
            "chooseMembershipProfile",
            names => new { membershipSession = names.MembershipSession, mpnId = names.MpnId }
        );
        yield return Mutation("updateEnrollment", _ => new { legalName = "" });
        yield return Of("submitEnrollment", "mutation { submitEnrollment { errors { code path } } }");
        yield return Mutation("verifyEnrollmentEmail", names => new { token = names.VerificationToken });
        yield return Of("resendEnrollmentEmail", "mutation { resendEnrollmentEmail { errors { code } } }");
        yield return Of("withdrawEnrollment", "mutation { withdrawEnrollment { errors { code } } }");
        yield return Mutation(
            "requestEnrollmentAction",
            names => new { enrollmentId = names.Enrollment, reason = "why" }
        );
        yield return Mutation("approveEnrollment", names => new { enrollmentId = names.Enrollment });
        yield return Mutation("rejectEnrollment", names => new { enrollmentId = names.Enrollment, reason = "why" });
        yield return Mutation(
            "createProvider",
            names => new
            {
                name = "X",
                country = "DE",
                mpnId = names.MpnId,
                adminFullName = "X",
                adminEmail = "x@nobody.example",
            }
        );
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Users()
    {
        yield return Mutation("importCustomers", _ => new { csv = "no,such,header" });
        yield return Mutation("updateOrganizationProfile", _ => new { version = -1, legalName = "X" });
        yield return Mutation(
            "addUser",
            _ => new
            {
                fullName = "",
                email = "x@nobody.example",
                agentRole = "NOT_AN_AGENT",
                adminRole = "NOT_AN_ADMIN",
            }
        );
        yield return Mutation(
            "assignRoles",
            names => new
            {
                userId = names.User,
                agentRole = "NOT_AN_AGENT",
                adminRole = "NOT_AN_ADMIN",
            },
            names => new
            {
                userId = names.CustomerUser,
                agentRole = "ADMIN_AGENT",
                adminRole = "NOT_AN_ADMIN",
            }
        );
        yield return Mutation("resetPassword", names => new { userId = names.User });
        yield return Mutation("deactivateUser", names => new { userId = names.User });
        yield return Mutation("reactivateUser", names => new { userId = names.User });
        yield return Mutation("resendMembershipConsent", names => new { userId = names.User });
        yield return Mutation("requestPasswordReset", names => new { email = $"{names.Word}@nobody.example" });
        yield return Mutation(
            "setNewPassword",
            names => new { token = names.VerificationToken, newPassword = "another one that is long" }
        );
        yield return Mutation("verifyEmail", names => new { token = names.VerificationToken });
        yield return Mutation("releaseAddress", names => new { token = names.VerificationToken });
        yield return Of("resendEmailVerification", "mutation { resendEmailVerification { errors { code } } }");
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Invitations()
    {
        yield return Mutation(
            "inviteReseller",
            _ => new { email = "x@nobody.example", message = new string('x', 9_000) }
        );
        yield return Mutation(
            "draftCustomerInvitation",
            names => new { recipientEmail = "x@nobody.example", indirectProviderId = names.Provider }
        );
        yield return Mutation(
            "sendInvitation",
            names => new
            {
                invitationId = names.Draft,
                subject = "Hello",
                body = "Hello",
            }
        );
        yield return Mutation("completeInvitationDraft", names => new { invitationId = names.Draft });
        yield return Mutation(
            "resendInvitation",
            names => new { invitationId = names.Sent },
            names => new { invitationId = names.Draft }
        );
        yield return Mutation("revokeInvitation", names => new { invitationId = names.Draft });
        yield return Mutation("previewInvitation", names => new { token = names.LinkToken });
        yield return Mutation("acceptInvitation", names => new { token = names.LinkToken, confirmed = true });
        yield return Mutation("declineInvitation", names => new { token = names.LinkToken });
        yield return Mutation("removeProviderAdministration", names => new { partnershipId = names.Partnership });
        yield return Of(
            "administrationGrants",
            new Probe(
                $"query($id: ID) {{ administrationGrants(customerId: $id) {{ {Page} nodes {{ id partner {{ name }} }} }} }}",
                names => new { id = names.Customer }
            )
        );
        yield return Mutation("actForCustomer", names => new { customerId = names.Customer });
        yield return Mutation(
            "requestAdministration",
            names => new
            {
                customerId = names.Customer,
                scopes = new[] { "ORDERING" },
                days = 7,
            }
        );
        yield return Mutation("approveAdministration", names => new { administrationGrantId = names.Grant });
        yield return Mutation("declineAdministration", names => new { administrationGrantId = names.Grant });
        yield return Mutation("extendAdministration", names => new { administrationGrantId = names.Grant, days = 7 });
        yield return Mutation("endAdministration", names => new { administrationGrantId = names.Grant });
        yield return Mutation("endPartnership", names => new { partnershipId = names.Partnership });
        yield return Mutation(
            "endCustomerRelationship",
            names => new { customerId = names.Customer },
            names => new { partnerId = names.Reseller }
        );
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Subscriptions()
    {
        // The operator's catalog is for all partners; who searches it for a tenant finds nothing.
        yield return Of("offers", Search("offers", "id"));
        yield return Of(
            "orders",
            new Probe(
                $"query($id: ID) {{ orders(customerId: $id) {{ {Page} nodes {{ id }} }} }}",
                names => new { id = names.Customer }
            )
        );
        yield return Mutation(
            "submitOrder",
            names => new
            {
                customerId = names.Customer,
                lines = new[]
                {
                    new
                    {
                        offerId = names.Listing,
                        quantity = 1,
                        resellerMpnId = names.MpnId,
                    },
                },
            }
        );
        yield return Mutation(
            "changeSubscriptionQuantity",
            names => new { subscriptionId = names.Subscription, quantity = 9 }
        );
        yield return Mutation("suspendSubscription", names => new { subscriptionId = names.Subscription });
        yield return Mutation("reactivateSubscription", names => new { subscriptionId = names.Subscription });
        yield return Mutation("cancelSubscription", names => new { subscriptionId = names.Subscription });
        yield return Mutation(
            "assignLicense",
            names => new { customerUserId = names.CustomerUser, subscriptionId = names.Subscription }
        );
        yield return Mutation(
            "unassignLicense",
            names => new { customerUserId = names.CustomerUser, subscriptionId = names.Subscription }
        );
        yield return Mutation(
            "addCustomerUser",
            names => new
            {
                customerId = names.Customer,
                fullName = "X",
                email = "x@nobody.example",
            }
        );
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Mails()
    {
        yield return Of("queuedMails", $"{{ queuedMails(first: 100) {{ {Page} nodes {{ id kind }} }} }}");
        yield return Mutation("retryMail", names => new { mailId = names.Mail });
        yield return Mutation("dropMail", names => new { mailId = names.Mail });
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Webhooks()
    {
        yield return Of(
            "webhookEndpoints",
            $"{{ webhookEndpoints(first: 100) {{ {Page} nodes {{ id url deliveries {{ totalCount }} }} }} }}"
        );
        yield return Mutation("createWebhookEndpoint", _ => new { url = "http://hooks.example/x" });
        foreach (var field in (string[])["deleteWebhookEndpoint", "rotateWebhookSecret", "sendTestWebhook"])
            yield return Mutation(field, names => new { webhookEndpointId = names.WebhookEndpoint });
        yield return Mutation(
            "updateWebhookEndpoint",
            names => new { webhookEndpointId = names.WebhookEndpoint, active = false }
        );
        yield return Mutation(
            "replayWebhooks",
            names => new { webhookEndpointId = names.WebhookEndpoint, afterPosition = "0" }
        );
        yield return Mutation("redeliverWebhook", names => new { webhookDeliveryId = names.WebhookDelivery });
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Support()
    {
        // How services are is the same for everybody.
        yield return Of("serviceHealth", $"{{ serviceHealth {{ {Page} nodes {{ service }} }} }}");
        yield return Of(
            "serviceIncidents",
            new Probe(
                $"query($service: String) {{ serviceIncidents(service: $service) {{ {Page} nodes {{ id }} }} }}",
                names => new { service = names.Word }
            )
        );
        yield return Mutation("setServiceHealth", _ => new { service = "", state = "OPERATIONAL" });
        yield return Of(
            "serviceRequests",
            $"{{ serviceRequests {{ {Page} nodes {{ id title customerName }} }} }}",
            new Probe(
                $"query($id: ID) {{ serviceRequests(customerId: $id) {{ {Page} nodes {{ id title }} }} }}",
                names => new { id = names.Customer }
            )
        );
        yield return Mutation(
            "createServiceRequest",
            names => new
            {
                customerId = names.Customer,
                title = "X",
                description = "X",
                subscriptionId = names.Subscription,
            }
        );
        yield return Mutation(
            "replyToServiceRequest",
            names => new { serviceRequestId = names.ServiceRequest, text = "X" }
        );
        yield return Mutation("closeServiceRequest", names => new { serviceRequestId = names.ServiceRequest });
        yield return Mutation(
            "reopenServiceRequest",
            names => new { serviceRequestId = names.ServiceRequest, text = "X" }
        );
        yield return Of(
            "supportTickets",
            $"{{ supportTickets {{ {Page} nodes {{ id title openedBy {{ name }} }} }} }}"
        );
        yield return Mutation("openSupportTicket", _ => new { title = "", description = "" });
        yield return Mutation(
            "replyToSupportTicket",
            names => new { supportTicketId = names.SupportTicket, text = "X" }
        );
        yield return Mutation("closeSupportTicket", names => new { supportTicketId = names.SupportTicket });
        yield return Mutation(
            "reopenSupportTicket",
            names => new { supportTicketId = names.SupportTicket, text = "X" }
        );
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<Probe>>> Leads()
    {
        yield return Of("leads", $"{{ leads(first: 100) {{ {Page} nodes {{ id company }} }} }}");
        yield return Of(
            "incentiveReport",
            """{ incentiveReport(from: "2026-01-01T00:00:00Z", to: "2027-12-01T00:00:00Z") { rows { mpnId } csv } }"""
        );
        yield return Mutation(
            "createLead",
            names => new
            {
                company = "X",
                country = "DE",
                contactName = "",
                contactEmail = "x@nobody.example",
                providerId = names.Provider,
            }
        );
        yield return Mutation("assignLead", names => new { leadId = names.Lead, resellerId = names.Reseller });
        yield return Mutation("acceptLead", names => new { leadId = names.Lead });
        yield return Mutation("declineLead", names => new { leadId = names.Lead, reason = "X" });
        yield return Mutation("winLead", names => new { leadId = names.Lead });
        yield return Mutation("loseLead", names => new { leadId = names.Lead, reason = "X" });
    }

    private static readonly int NodeKinds = Names.All("").Nodes.Count;

    private static Probe Node(int which) =>
        new(
            """
            query($id: ID!) { node(id: $id) { __typename id
              ... on Organization { name } ... on User { email } ... on Invitation { recipientEmail }
              ... on Partnership { status } ... on Enrollment { status } ... on ApiToken { name } ... on CustomerUser { email } } }
            """,
            names => new { id = names.Nodes[which] }
        );

    private static Probe Search(string field, string node) =>
        new(
            $"query($word: String) {{ {field}(search: $word) {{ {Page} edges {{ cursor node {{ {node} }} }} }} }}",
            // The directory is public: only there are names no secret.
            names => new { word = field == "providerDirectory" ? "distributor of nobody" : names.Word }
        );

    private static Probe SharedWith(Func<Names, string> partner) =>
        new(
            $"query($id: ID) {{ customers(partnerId: $id) {{ {Page} edges {{ cursor node {{ id name }} }} }} }}",
            names => new { id = partner(names) }
        );

    private static KeyValuePair<string, IReadOnlyList<Probe>> Mutation(
        string field,
        params IReadOnlyList<Func<Names, object>> inputs
    )
    {
        var type = char.ToUpperInvariant(field[0]) + field[1..] + "Input!";
        var query = $"mutation($input: {type}) {{ {field}(input: $input) {{ errors {{ code message path }} }} }}";
        return Of(field, [.. inputs.Select(input => new Probe(query, names => new { input = input(names) }))]);
    }

    private static KeyValuePair<string, IReadOnlyList<Probe>> Of(string field, params IReadOnlyList<Probe> probes) =>
        new(field, probes);
}
