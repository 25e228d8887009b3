using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Mail.Samples;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Mail.Content;

/// <summary>A new mail cannot be forgotten where all are shown and tested.</summary>
public sealed class MailSamplesTests
{
    [Fact]
    public async Task Every_writer_has_a_sample()
    {
        await using var world = await WorkerWorld.CreateAsync(DatabaseProvider.Sqlite);
        var kinds = world
            .Services.Services.GetServices<IMailWriter>()
            .Select(writer => writer.Kind)
            .Except([GreetingMailWriter.Name, BrokenMailWriter.Name]);

        MailSamples.In(Language.En).Select(sample => sample.Kind).Distinct().Order().ShouldBe(kinds.Order());
    }

    [Fact]
    public void Every_content_has_a_sample() =>
        MailSamples
            .In(Language.Ru)
            .Select(sample => sample.Content.GetType())
            .Distinct()
            .OrderBy(type => type.Name)
            .ShouldBe(
                typeof(MailContent)
                    .Assembly.GetTypes()
                    .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(MailContent)))
                    .OrderBy(type => type.Name)
            );

    [Fact]
    public void Corpus_has_fifty_names_and_more() => HostileNames.All.Distinct().Count().ShouldBeGreaterThan(50);

    [Theory]
    [InlineData("Contoso Ltd", "Contoso Ltd")]
    [InlineData("ООО «Ромашка»", "ООО «Ромашка»")]
    [InlineData("J. R. Brown", "J. R. Brown")]
    [InlineData("  Anna \t\r\n Brown ", "Anna Brown")]
    [InlineData("Anna\u202E\u200B Brown", "Anna Brown")]
    [InlineData("https://evil.example", "https:\u200C//evil.\u200Cexample")]
    [InlineData("550 5.1.1 see evil.example", "550 5.1.1 see evil.\u200Cexample")]
    [InlineData("eve@evil.example", "eve@\u200Cevil.\u200Cexample")]
    [InlineData("👩‍👧", "👩‍👧")]
    public void Name_is_one_line_that_nothing_makes_a_link_of(string given, string shown) =>
        MailName.Shown(given).ShouldBe(shown);
}
