using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.TestHosts.Smtp;

[assembly: AssemblyFixture(typeof(WholePrograms))]

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>
/// One running program for each database, with its mail server, for all tests that need nothing but organizations of their own.
/// </summary>
public sealed class WholePrograms : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TestDatabase, Lazy<Task<WholeProgram>>> programs = new();

    public async Task<PartnerProgram> OnAsync(TestDatabase database) => (await RunningAsync(database)).Program;

    public Task<WholeProgram> RunningAsync(TestDatabase database) =>
        programs.GetOrAdd(database, key => new Lazy<Task<WholeProgram>>(() => WholeProgram.StartAsync(key))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs.Values.Where(one => one.Value.IsCompletedSuccessfully))
            await (await program.Value).DisposeAsync();
    }
}

/// <summary>A server with its worker beside it, a mail server, and the people who use them.</summary>
public sealed class WholeProgram : IAsyncDisposable
{
    private WholeProgram(GraphServer server, SmtpTestServer mail)
    {
        Server = server;
        Mail = mail;
        Program = new PartnerProgram(server.Address, mail, ImportAsync);
    }

    public GraphServer Server { get; }

    public SmtpTestServer Mail { get; }

    public PartnerProgram Program { get; }

    public static async Task<WholeProgram> StartAsync(
        TestDatabase database,
        TimeProvider? clock = null,
        params (string Name, string Value)[] settings
    )
    {
        var mail = await SmtpTestServer.StartAsync();
        try
        {
            var server = await GraphServer.StartAsync(database, clock, [.. SettingsWith(mail), .. settings]);
            return new WholeProgram(server, mail);
        }
        catch
        {
            await mail.DisposeAsync();
            throw;
        }
    }

    /// <summary>Mails go to this server; nobody is told to slow down.</summary>
    public static IReadOnlyList<(string Name, string Value)> SettingsWith(SmtpTestServer mail) =>
        [
            ("Worker__InProcess", "true"),
            ("Mail__Transport", "Smtp"),
            ("Mail__From", "PartnerGraph <program@operator.example>"),
            ("Mail__Smtp__Host", mail.Host),
            ("Mail__Smtp__Port", mail.Port.ToString(provider: null)),
            ("Mail__Smtp__Security", "None"),
            ("Operator__Email", PartnerProgram.OperatorEmail),
            ("Operator__Password", PartnerProgram.Password),
            ("Rates__SignIns", "0"),
            ("Rates__PerPrincipal", "0"),
            ("Rates__PerAddress", "0"),
        ];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Mail.DisposeAsync();
    }

    private async Task ImportAsync(string csv)
    {
        var import = Server.Services.GetRequiredService<MembershipImport>();
        using var reader = new StringReader(csv);
        var report = await import.RunAsync(reader, allOrNothing: true, CancellationToken.None);
        report.BadLines.ShouldBeEmpty();
    }
}
