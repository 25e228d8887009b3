using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>R80 to R84 as people meet them: links, their states and what their mails came to.</summary>
public sealed class InvitationTests(WholePrograms programs)
{
    private static Task<JsonElement> PreviewAsync(PartnerProgram program, string token) =>
        program.Anonymous.DoAsync("previewInvitation", new { token }, "preview { status kind expiresAt }");

    private static async Task<string> StatusAsync(PartnerProgram program, string token) =>
        (await PreviewAsync(program, token)).Text("preview.status");

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R80_A_link_is_43_characters_behind_the_public_address_and_stored_nowhere(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = (await running.Program.KnownTrioAsync()).Reseller;
        var draft = await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail());
        var token = PartnerProgram.TokenOf(draft.Text("link"));
        await reseller.DoAsync(
            "sendInvitation",
            new
            {
                invitationId = draft.Text("invitation.id"),
                subject = $"About {draft.Text("link")}",
                body = $"{draft.Text("link")} and {token}",
            }
        );

        new Uri(draft.Text("link")).AbsolutePath.ShouldBe($"/i/{token}");
        token.ShouldMatch("^[A-Za-z0-9_-]{43}$");
        await using var db = running.Server.Open();
        var stored = JsonSerializer.Serialize(
            new
            {
                invitations = await db
                    .Invitations.AsNoTracking()
                    .Select(row => new
                    {
                        row.Subject,
                        row.Body,
                        row.Message,
                    })
                    .ToListAsync(),
                events = await db.Events.AsNoTracking().Select(row => row.Payload).ToListAsync(),
                outbox = await db.Outbox.AsNoTracking().Select(row => row.Payload).ToListAsync(),
            }
        );
        stored.ShouldContain("About {link}");
        stored.ShouldNotContain(token);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R81_Going_on_from_a_link_marks_it_viewed_and_an_answer_is_final(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        var draft = await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail());
        var token = PartnerProgram.TokenOf(draft.Text("link"));

        (await StatusAsync(program, token)).ShouldBe("VIEWED");
        var declined = await program.Anonymous.DoAsync("declineInvitation", new { token }, "preview { status }");

        declined.Text("preview.status").ShouldBe("DECLINED");
        (await program.Anonymous.RefusalAsync("declineInvitation", new { token })).ShouldBe("INVITATION_ALREADY_USED");
        (await program.Anonymous.RefusalAsync("acceptInvitation", PartnerProgram.NewCustomer(token))).ShouldBe(
            "INVITATION_ALREADY_USED"
        );
        (await StatusAsync(program, token)).ShouldBe("DECLINED");
        (await reseller.AskAsync("{ invitations(status: DECLINED, first: 100) { nodes { id } } }"))
            .Texts("invitations.nodes", "id")
            .ShouldContain(draft.Text("invitation.id"));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R82_Revoking_is_final_and_stands_in_the_way_of_no_new_invitation(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        var email = PartnerProgram.NewCustomerEmail();
        var draft = await PartnerProgram.DraftAsync(reseller, email);
        var token = PartnerProgram.TokenOf(draft.Text("link"));
        var invitationId = draft.Text("invitation.id");

        await reseller.DoAsync("revokeInvitation", new { invitationId });

        (await program.Anonymous.RefusalAsync("acceptInvitation", PartnerProgram.NewCustomer(token))).ShouldBe(
            "INVITATION_REVOKED"
        );
        (await StatusAsync(program, token)).ShouldBe("REVOKED");
        (await reseller.Client.RefusalAsync("revokeInvitation", new { invitationId })).ShouldBe("ILLEGAL_TRANSITION");
        (await reseller.Client.RefusalAsync("resendInvitation", new { invitationId })).ShouldBe("ILLEGAL_TRANSITION");
        var again = await PartnerProgram.DraftAsync(reseller, email);
        await program.AcceptAsNewCustomerAsync(PartnerProgram.TokenOf(again.Text("link")), email);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R82_An_unknown_a_malformed_and_a_rotated_link_are_answered_byte_for_byte_alike(
        TestDatabase database
    )
    {
        var clock = new ShiftedClock();
        await using var running = await WholeProgram.StartAsync(database, clock);
        var program = running.Program;
        var provider = await program.ProviderAsync();
        var email = PartnerProgram.NewCustomerEmail();
        var invited = await provider.DoAsync("inviteReseller", new { email }, "link invitation { id }");
        var invitationId = invited.Text("invitation.id");
        await program.MailToAsync(email);
        (await provider.Client.RefusalAsync("resendInvitation", new { invitationId })).ShouldBe("QUOTA_EXCEEDED");

        clock.GoOn(TimeSpan.FromMinutes(2));
        var resent = await provider.DoAsync("resendInvitation", new { invitationId }, "link invitation { status }");
        resent.Text("invitation.status").ShouldBe("QUEUED");

        var rotated = PartnerProgram.TokenOf(invited.Text("link"));
        var unknown = new string('A', 43);
        foreach (var field in (string[])["previewInvitation", "declineInvitation"])
        {
            var answer = await program.Anonymous.MutateAsync(field, new { token = rotated });
            answer.Data.Texts(field + ".errors", "code").ShouldBe(["INVITATION_NOT_FOUND"]);
            foreach (var token in (string[])[unknown, "short", ""])
                (await program.Anonymous.MutateAsync(field, new { token })).Text.ShouldBe(answer.Text);
        }
        (await StatusAsync(program, PartnerProgram.TokenOf(resent.Text("link")))).ShouldBe("VIEWED");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R82_A_lapsed_invitation_grants_nothing_and_can_be_sent_again(TestDatabase database)
    {
        var clock = new ShiftedClock();
        await using var running = await WholeProgram.StartAsync(database, clock);
        var program = running.Program;
        var (provider, reseller) = (await program.ProviderAsync(), await program.ResellerAsync());
        var invited = await provider.DoAsync("inviteReseller", new { email = reseller.Email }, "invitation { id }");
        var token = await program.TokenToAsync(reseller.Email);

        clock.GoOn(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        var (admin, inviter) = (await program.SignInAsync(reseller.Email), await program.SignInAsync(provider.Email));

        (await StatusAsync(program, token)).ShouldBe("EXPIRED");
        (await admin.RefusalAsync("acceptInvitation", new { token, confirmed = true })).ShouldBe("INVITATION_EXPIRED");
        (await program.Anonymous.RefusalAsync("declineInvitation", new { token })).ShouldBe("INVITATION_EXPIRED");
        (await admin.AskAsync("{ indirectProviders { totalCount } }"))
            .At("indirectProviders.totalCount")
            .GetInt32()
            .ShouldBe(0);
        (await inviter.AskAsync("{ invitations(status: EXPIRED) { nodes { status } } }"))
            .Texts("invitations.nodes", "status")
            .ShouldBe(["EXPIRED"]);

        var resent = await inviter.DoAsync(
            "resendInvitation",
            new { invitationId = invited.Text("invitation.id") },
            "link"
        );
        await admin.DoAsync(
            "acceptInvitation",
            new { token = PartnerProgram.TokenOf(resent.Text("link")), confirmed = true }
        );
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R83_The_inviter_sees_that_the_mail_was_refused_and_why_and_has_the_link(TestDatabase database)
    {
        await using var running = await WholeProgram.StartAsync(database);
        var program = running.Program;
        var provider = await program.ProviderAsync();
        var email = PartnerProgram.NewCustomerEmail();
        running.Mail.Script.Say(SmtpStep.RcptTo, $"550 5.1.1 <{email}> no such user");

        var invited = await provider.DoAsync(
            "inviteReseller",
            new { email },
            "link invitation { id status delivery { status attempts } }"
        );
        invited.Text("link").ShouldContain("/i/");
        var id = invited.Text("invitation.id");
        var delivery = await EventuallyAsync(provider, id, status => status is not "QUEUED");

        delivery.Text("status").ShouldBe("BOUNCED");
        delivery.At("attempts").GetInt32().ShouldBe(1);
        delivery.Text("lastError").ShouldContain("550");
        delivery.Text("lastError").ShouldNotContain(email);
        delivery.IsNull("nextAttemptAt").ShouldBeTrue();
    }

    private static async Task<JsonElement> EventuallyAsync(Member asking, string id, Func<string, bool> fits)
    {
        for (var attempt = 0; ; attempt++)
        {
            var seen = await asking.AskAsync(
                """
                query($id: ID!) { node(id: $id) { ... on Invitation {
                  delivery { status attempts lastError nextAttemptAt sentAt } } } }
                """,
                new { id }
            );
            if (fits(seen.Text("node.delivery.status")) || attempt == 200)
                return seen.At("node.delivery");
            await Task.Delay(50);
        }
    }
}
