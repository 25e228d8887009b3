using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Acting;
using PartnerGraph.Graph.Administration;
using PartnerGraph.Graph.ApiTokens;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Customers;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Events;
using PartnerGraph.Graph.Incentives;
using PartnerGraph.Graph.Invitations;
using PartnerGraph.Graph.Leads;
using PartnerGraph.Graph.Mails;
using PartnerGraph.Graph.Organizations;
using PartnerGraph.Graph.Partnerships;
using PartnerGraph.Graph.ServiceHealth;
using PartnerGraph.Graph.ServiceRequests;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Subscriptions;
using PartnerGraph.Graph.SupportTickets;
using PartnerGraph.Graph.Users;
using PartnerGraph.Graph.Viewers;
using PartnerGraph.Graph.Webhooks;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Schema;

/// <summary>schema.graphql and every capability's fields, joined: what is missing or surplus stops the start by name.</summary>
public static class GraphSchema
{
    public static BoundSchema Build() => Bind(new SchemaBinding()).Build(SchemaBuilder.Build(Text()));

    /// <summary>The text of schema.graphql.</summary>
    public static string Text()
    {
        using var stream =
            typeof(GraphSchema).Assembly.GetManifestResourceStream("schema.graphql")
            ?? throw new InvalidOperationException("The program has no schema.graphql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static SchemaBinding Bind(SchemaBinding schema)
    {
        AuthorizeDirective.Bind(schema);
        ValueTypes.Bind(schema);
        ConnectionBinding.BindPageInfo(schema);
        NodeFields.Bind(schema);
        ViewerFields.Bind(schema);
        SessionFields.Bind(schema);
        ActingFields.Bind(schema);
        ApiTokenFields.Bind(schema);
        OrganizationFields.Bind(schema);
        CreateProviderFields.Bind(schema);
        EnrollmentFields.Bind(schema);
        UserFields.Bind(schema);
        PartnershipFields.Bind(schema);
        CustomerFields.Bind(schema);
        AdministrationFields.Bind(schema);
        CustomerImportFields.Bind(schema);
        SubscriptionFields.Bind(schema);
        ServiceHealthFields.Bind(schema);
        LeadFields.Bind(schema);
        IncentiveFields.Bind(schema);
        ServiceRequestFields.Bind(schema);
        SupportTicketFields.Bind(schema);
        InvitationFields.Bind(schema);
        EventFields.Bind(schema);
        WebhookFields.Bind(schema);
        MailFields.Bind(schema);
        AuditFields.Bind(schema);
        return schema;
    }
}
