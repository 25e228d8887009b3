using System.Text;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Integrators;

namespace PartnerGraph.Graph.Tests.BadInput;

/// <summary>What a process writes while people do right and wrong things: no address, no token, no password, no link.</summary>
public sealed class LoggedSecretsTests
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task No_address_token_password_or_link_is_logged(TestDatabase database)
    {
        await using var installation = await Installation.MakeAsync(database);
        var port = Installation.FreePort();
        await using var process = await installation.StartAsync(port);
        var program = installation.ProgramAt(port);
        var provider = await program.ProviderAsync();
        var email = PartnerProgram.NewCustomerEmail();
        var invited = await provider.DoAsync("inviteReseller", new { email }, "link");
        var token = await program.TokenToAsync(email);
        await program.Anonymous.DoAsync("previewInvitation", new { token });
        await program.Anonymous.DoAsync("declineInvitation", new { token });
        await program.Anonymous.RefusalAsync("signIn", new { email, password = "a wrong secret of mine" });
        await program.Anonymous.SendAsync("{ nothing }");
        await program.Anonymous.SendAsync(new StringContent("{ \"query\": ", Encoding.UTF8, "application/json"));
        using var http = new HttpClient();
        await http.GetAsync(new Uri(program.Anonymous.Endpoint, $"/i/{token}"));
        await http.GetAsync(new Uri(program.Anonymous.Endpoint, $"/verify/{token}"));
        await program.Anonymous.As("pga_secret-of-nobody").SendAsync("{ viewer { passwordChangeRequired } }");

        var written = process.Output + process.Errors;
        written.ShouldContain("sent, attempt 1");
        foreach (
            var secret in (string[])
                [
                    email,
                    provider.Email,
                    PartnerProgram.OperatorEmail,
                    token,
                    invited.Text("link"),
                    PartnerProgram.Password,
                    "a wrong secret of mine",
                    provider.Client.Token!,
                    "secret-of-nobody",
                ]
        )
            written.ShouldNotContain(secret, Case.Insensitive);
        written.ShouldNotContain("   at ");
    }
}
