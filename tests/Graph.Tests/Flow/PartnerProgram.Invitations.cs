using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Flow;

/// <content>How partners and customers find each other.</content>
public sealed partial class PartnerProgram
{
    public const string Draft = "draft { invitation { id status } subject body link mailto }";

    public static string TokenOf(string link) => new Uri(link).Segments[^1];

    /// <summary>R46 to R50: the provider invites, the reseller accepts by the mailed link. The partnership's id.</summary>
    public async Task<string> AuthorizeAsync(Member provider, Member reseller)
    {
        await provider.DoAsync("inviteReseller", new { email = reseller.Email });
        var token = await TokenToAsync(reseller.Email);
        var payload = await reseller.DoAsync("acceptInvitation", new { token, confirmed = true }, "partnership { id }");
        return payload.Text("partnership.id");
    }

    public static async Task<JsonElement> DraftAsync(
        Member reseller,
        string recipientEmail,
        Member? provider = null,
        string? source = null,
        string? language = null
    ) =>
        (
            await reseller.DoAsync(
                "draftCustomerInvitation",
                new
                {
                    recipientEmail,
                    indirectProviderId = provider?.Id,
                    source,
                    language,
                },
                Draft
            )
        ).At("draft");

    /// <summary>R57, R70, R72: the worker sends the joint invitation, and the customer makes its account with the acceptance.</summary>
    public async Task<Member> JointCustomerAsync(Member reseller, Member provider, string? name = null)
    {
        var email = NewCustomerEmail();
        var draft = await DraftAsync(reseller, email, provider, "OWN_MARKETING");
        await reseller.DoAsync(
            "sendInvitation",
            new
            {
                invitationId = draft.Text("invitation.id"),
                subject = draft.Text("subject"),
                body = draft.Text("body"),
            }
        );
        return await AcceptAsNewCustomerAsync(await TokenToAsync(email), email, name);
    }

    /// <summary>R62 to R66: the person mails the draft and says Done.</summary>
    public async Task<Member> CustomerAsync(Member reseller, string? name = null)
    {
        var email = NewCustomerEmail();
        var draft = await DraftAsync(reseller, email, source: "PROGRAM_REFERRAL");
        await reseller.DoAsync("completeInvitationDraft", new { invitationId = draft.Text("invitation.id") });
        return await AcceptAsNewCustomerAsync(TokenOf(draft.Text("link")), email, name);
    }

    public static string NewCustomerEmail() => $"carla@{Unique("customer")}.example";

    /// <summary>What an acceptance of somebody without an account gives.</summary>
    public static object NewCustomer(string token, string? name = null, bool confirmed = true) =>
        new
        {
            token,
            confirmed,
            organization = new
            {
                name = name ?? Unique("Customer"),
                country = "DE",
                domain = $"{Unique("customer")}.example",
                adminFullName = "Carla Weber",
                password = Password,
            },
        };

    public async Task<Member> AcceptAsNewCustomerAsync(string token, string email, string? name = null)
    {
        name ??= Unique("Customer");
        var payload = await Anonymous.DoAsync(
            "acceptInvitation",
            NewCustomer(token, name),
            "preview { status } session { accessToken }"
        );
        payload.Text("preview.status").ShouldBe("ACCEPTED");
        var client = Anonymous.As(payload.Text("session.accessToken"));
        var viewer = await client.AskAsync("{ viewer { organization { id } } }");
        return new Member(client, viewer.Text("viewer.organization.id"), name, email.Split('@')[1], email, "");
    }
}
