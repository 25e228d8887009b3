using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Tests.Commands;

public sealed class OutboxCommandTests
{
    private static readonly (string, string)[] Development = [("ASPNETCORE_ENVIRONMENT", "Development")];

    [Fact]
    public async Task A_dropped_mail_is_dead_and_listed_without_its_address_and_goes_back_into_the_queue_when_retried()
    {
        await using var program = new GraphProcess();
        await RunAsync(program, ["migrate"]);
        var mail = await QueueAsync(program);

        (await RunAsync(program, ["outbox", "drop", mail.ToString()])).ShouldContain("Dropped: 1.");
        var listed = await RunAsync(program, ["outbox", "ls"]);
        listed.ShouldContain(mail.ToString());
        listed.ShouldContain("Taken out of the queue by the operator.");
        listed.ShouldContain("to …@customer.example");
        listed.ShouldNotContain("vera");
        (await RunAsync(program, ["outbox", "retry", mail.ToString()])).ShouldContain("Queued again: 1.");

        (await RunAsync(program, ["outbox", "ls"])).ShouldContain("0 mails.");
        (await RunAsync(program, ["outbox", "ls", "--status", "queued"])).ShouldContain(mail.ToString());
    }

    [Fact]
    public async Task All_that_was_given_up_is_retried_at_once()
    {
        await using var program = new GraphProcess();
        await RunAsync(program, ["migrate"]);
        foreach (var mail in (Guid[])[await QueueAsync(program), await QueueAsync(program)])
            await RunAsync(program, ["outbox", "drop", mail.ToString()]);

        (await RunAsync(program, ["outbox", "retry", "--all"])).ShouldContain("Queued again: 2.");
    }

    [Theory]
    [InlineData("outbox", "The command outbox needs one of ls, retry, drop.")]
    [InlineData("outbox retry", "The command outbox needs the mail's id here.")]
    [InlineData("outbox retry 12", "\"12\" is not the id of a mail; outbox ls tells them.")]
    [InlineData(
        "outbox ls --status open",
        "The argument --status must be one of queued, sent, deferred, bounced, dead"
    )]
    [InlineData("outbox drop 0197f6a0-0000-7000-8000-000000000000", "There is no waiting mail 0197f6a0")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string command, string sentence)
    {
        await using var program = new GraphProcess();
        program.Start(command.Split(' '), Development);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain(sentence);
    }

    private static async Task<string> RunAsync(GraphProcess program, string[] arguments)
    {
        program.Start(arguments, Development);
        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        await program.EndAsync();
        return program.Output;
    }

    private static async Task<Guid> QueueAsync(GraphProcess program)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var db = program.OpenDatabase();
        var organization = new OrganizationId(Guid.CreateVersion7(now));
        db.Outbox.Add(
            new OutboxMessage
            {
                Id = id,
                OrganizationId = organization,
                Kind = "test.greeting",
                Payload = "{}",
                SubjectType = "test",
                SubjectId = id,
                Recipient = "vera@customer.example",
                MessageId = $"{id:N}@partnergraph",
                CreatedAt = now,
            }
        );
        await db.SaveChangesAsync();
        return id;
    }
}
