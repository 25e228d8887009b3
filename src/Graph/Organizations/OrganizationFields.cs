using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Organizations;

/// <summary>Partners, the operator and the public directory: every field of the section, and where it is answered.</summary>
internal static class OrganizationFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<PartnerKind>("PartnerKind");
        schema.Enum<ProviderService>("ProviderService");
        schema.ResolveType<OrganizationRow>("Organization", row => TypeOf(row.Kind));
        BindProfiles(schema);
        BindPartner(schema);
        BindDirectory(schema);
        schema.Object<OrganizationRow>(
            "Operator",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Operator, row.Id.Value)).Needs(nameof(OrganizationRow.Id));
                type.Field(row => row.Name);
                type.Field(row => row.Country);
            }
        );
        schema.Connection<OrganizationRow>("Partner");
        schema.Query(query => query.FieldAsync("partners", PartnersAsync));
        schema.Input<BusinessProfileInput>("BusinessProfileInput");
        schema.Mutation<UpdateOrganizationProfile, UpdateOrganizationProfileInput, UpdateOrganizationProfilePayload>(
            "updateOrganizationProfile",
            payload => payload.LoadPartner("organization", answer => answer.Organization)
        );
    }

    /// <summary>The object type of an organization.</summary>
    public static string TypeOf(OrganizationKind kind) =>
        kind switch
        {
            OrganizationKind.Operator => "Operator",
            OrganizationKind.Customer => "Customer",
            OrganizationKind.IndirectReseller or OrganizationKind.IndirectProvider => "Partner",
        };

    private static void BindPartner(SchemaBinding schema) =>
        schema.Object<OrganizationRow>(
            "Partner",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Partner, row.Id.Value)).Needs(nameof(OrganizationRow.Id));
                type.Field(row => row.Name);
                type.Field(row => row.Country);
                type.Field("kind", row => PartnerKinds.Of(row.Kind)).Needs(nameof(OrganizationRow.Kind));
                type.Field(row => row.MpnId);
                type.Field(row => row.LegalProfile);
                type.Field(row => row.SupportContact);
                type.Field(
                        "businessProfile",
                        row => row.IsNameOnly ? null : new ShownBusinessProfile(row.BusinessProfile, row.Services)
                    )
                    .Needs(nameof(OrganizationRow.BusinessProfile), nameof(OrganizationRow.Services));
                type.Field("version", row => row.IsNameOnly ? null : (int?)row.Version)
                    .Needs(nameof(OrganizationRow.Version));
            }
        );

    private static void BindProfiles(SchemaBinding schema)
    {
        schema.Object<LegalProfile>(
            "LegalProfile",
            type =>
            {
                type.Field(profile => profile.LegalName);
                type.Field(profile => profile.Address);
                type.Field(profile => profile.PrimaryContact);
            }
        );
        schema.Object<SupportContact>(
            "SupportContact",
            type =>
            {
                type.Field(contact => contact.Email);
                type.Field(contact => contact.Phone);
                type.Field(contact => contact.Website);
            }
        );
        schema.Object<ShownBusinessProfile>(
            "BusinessProfile",
            type =>
            {
                type.Field("about", shown => shown.Profile?.About);
                type.Field("services", shown => shown.Services);
                type.Field("contact", shown => shown.Profile?.Contact);
                type.Field("website", shown => shown.Profile?.Website);
            }
        );
    }

    private static void BindDirectory(SchemaBinding schema)
    {
        schema.Object<OrganizationRow>(
            "ProviderListing",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.ProviderListing, row.Id.Value))
                    .Needs(nameof(OrganizationRow.Id));
                type.Field(row => row.Name);
                type.Field(row => row.Country);
                type.Field("about", row => row.BusinessProfile?.About).Needs(nameof(OrganizationRow.BusinessProfile));
                type.Field(row => row.Services);
                type.Field("contact", row => row.BusinessProfile!.Contact!)
                    .Needs(nameof(OrganizationRow.BusinessProfile));
                type.Field("website", row => row.BusinessProfile?.Website)
                    .Needs(nameof(OrganizationRow.BusinessProfile));
            }
        );
        schema.Connection<OrganizationRow>("ProviderListing");
        schema.Query(query => query.FieldAsync("providerDirectory", DirectoryAsync));
    }

    private static async Task<Connection<OrganizationRow>> DirectoryAsync(FieldContext context)
    {
        var tenant = Tenant.Everyone("The directory of official providers is public (R3).");
        var country = context.Argument<CountryCode?>("country");
        var service = context.Argument<ProviderService?>("service");
        var search = DirectoryWords.Without(context.Argument<string?>("search"));
        await using var db = context.Open(tenant);
        var slice = await context.ReadAsync(page =>
            OrganizationQueries.PageAsync(
                OrganizationQueries.Directory(db, country, service, search),
                page,
                context.Selection.MembersOf<OrganizationRow>(),
                context.Cancellation
            )
        );
        return new Connection<OrganizationRow>(
            slice,
            context.Counting(tenant, counted => OrganizationQueries.Directory(counted, country, service, search))
        );
    }

    private static async Task<Connection<OrganizationRow>?> PartnersAsync(FieldContext context)
    {
        var tenant = context.PartnerTenant();
        OrganizationKind? kind = context.Argument<PartnerKind?>("kind") is { } asked ? PartnerKinds.Of(asked) : null;
        var search = context.Argument<string?>("search");
        await using var db = context.Open(tenant);
        var slice = await context.ReadAsync(page =>
            OrganizationQueries.PageAsync(
                OrganizationQueries.Partners(db, kind, search),
                page,
                context.Selection.MembersOf<OrganizationRow>(),
                context.Cancellation
            )
        );
        return new Connection<OrganizationRow>(
            slice,
            context.Counting(tenant, counted => OrganizationQueries.Partners(counted, kind, search))
        );
    }
}

/// <summary>What a partner tells about itself, as the schema groups it.</summary>
public sealed record ShownBusinessProfile(BusinessProfile? Profile, IReadOnlyList<ProviderService> Services);
