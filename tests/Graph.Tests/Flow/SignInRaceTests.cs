using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>What one person does on several devices at the same moment.</summary>
public sealed class SignInRaceTests(WholePrograms programs)
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Whoever_signs_in_on_many_devices_at_once_gets_a_session_on_each(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var provider = await program.ProviderAsync();

        var signedIn = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Task.Run(() => program.SignInAsync(provider.Email)))
        );

        signedIn.Select(client => client.Token).Distinct().Count().ShouldBe(10);
        foreach (var client in signedIn)
        {
            (await client.AskAsync("{ viewer { user { lastSignedInAt } } }"))
                .IsNull("viewer.user.lastSignedInAt")
                .ShouldBeFalse();
        }
    }
}
