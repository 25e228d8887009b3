using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.LinkPages;

/// <summary>R80: paths with secrets are never logged; and what the cookies of a page sign-in are worth.</summary>
public sealed class LinkSecrecyTests
{
    private static readonly (string, string)[] EverythingLogged =
    [
        ("Logging__LogLevel__Default", "Trace"),
        ("Logging__LogLevel__Microsoft.AspNetCore", "Trace"),
        ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
        ("Logging__LogLevel__Microsoft.AspNetCore.Routing.Matching.DfaMatcher", "Trace"),
        ("Logging__Everything__LogLevel__Default", "Trace"),
        ("Logging__Everything__LogLevel__Microsoft.AspNetCore", "Trace"),
        ("Logging__Everything__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
    ];

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task No_log_line_scope_or_activity_holds_a_links_token(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database, EverythingLogged);
        var world = new LinkWorld(server);
        var (invitation, admin) = await world.PartnershipAsync();
        var token = invitation.Secret(world.Key).Token;
        using var told = new ToldTexts(token);
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(told);
        using var browser = new Browser(server);

        var opening = await browser.OpenAsync("/i/" + token);
        var signIn = await browser.PressAsync(opening, "continue");
        var answer = await browser.PressAsync(
            signIn,
            "sign-in",
            ("email", admin.Email.Value),
            ("password", LinkWorld.Password)
        );
        await browser.PressAsync(answer, "accept", ("confirmed", "yes"));
        await browser.OpenAsync("/verify/" + token);
        await browser.SendAsync(HttpMethod.Put, "/i/" + token, form: null);
        await browser.SendAsync(HttpMethod.Post, "/i/" + token, Browser.Form("nonsense", "decline"));
        using var http = server.Client();
        await http.GetAsync(new Uri($"/i/{token}/nowhere", UriKind.Relative));
        await http.GetAsync(new Uri($"/link-pages.css/{token}", UriKind.Relative));
        await MalformedAsync(http.BaseAddress!, token);
        await server.LoseDatabaseAsync();
        var broken = await http.GetAsync(new Uri("/i/" + token, UriKind.Relative));
        // SQLite goes on with the file that it has open.
        if (database is TestDatabase.Postgres)
            broken.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);

        told.Lines.Count.ShouldBeGreaterThan(100);
        told.Lines.ShouldContain(line => line.Contains("[Microsoft.AspNetCore.Server.", StringComparison.Ordinal));
        told.Activities.ShouldBeGreaterThan(0);
        told.Leaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_sign_in_is_a_cookie_for_invitations_alone_and_no_bearer()
    {
        await using var server = await GraphServer.StartAsync(
            TestDatabase.Sqlite,
            ("Links__PublicUrl", "https://partners.example/portal")
        );
        var world = new LinkWorld(server);
        var (invitation, admin) = await world.PartnershipAsync();
        using var browser = new Browser(server);

        var signIn = await browser.PressAsync(await browser.OpenAsync(world.PathOf(invitation)), "continue");
        await browser.PressAsync(signIn, "sign-in", ("email", admin.Email.Value), ("password", LinkWorld.Password));

        var session = browser.Cookies.Single(cookie => cookie.Name == "pg_page");
        session.Path.ShouldBe("/portal/i");
        session.Line.ShouldContain("; secure");
        session.Line.ShouldContain("; httponly");
        session.Line.ShouldContain("; samesite=strict");
        session.Line.ShouldContain("; expires=");
        var form = browser.Cookies.Single(cookie => cookie.Name == "pg_form");
        form.Line.ShouldContain("; secure");
        form.Line.ShouldContain("; httponly");
        form.Line.ShouldContain("; samesite=lax");
        (await server.AskAsync(session.Value, "{ viewer { user { id } } }")).ErrorCodes.ShouldBe(["UNAUTHENTICATED"]);
    }

    [Fact]
    public async Task Signing_in_is_throttled_as_elsewhere()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite, ("Rates__SignIns", "2"));
        var world = new LinkWorld(server);
        var (invitation, admin) = await world.PartnershipAsync();
        using var browser = new Browser(server);
        var page = await browser.PressAsync(await browser.OpenAsync(world.PathOf(invitation)), "continue");

        Page last = page;
        for (var attempt = 0; attempt < 4; attempt++)
            last = await browser.PressAsync(page, "sign-in", ("email", admin.Email.Value), ("password", "no"));

        last.ShouldBe(HttpStatusCode.TooManyRequests, "Too many tries");
        last.Headers.Values["Retry-After"].ShouldBe("60");
    }

    [Fact]
    public async Task Pages_count_among_the_requests_of_an_address()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite, ("Rates__PerAddress", "3"));
        using var browser = new Browser(server, "ru");

        for (var attempt = 0; attempt < 3; attempt++)
            (await browser.OpenAsync("/i/unknown")).Status.ShouldBe(HttpStatusCode.NotFound);

        var refused = await browser.OpenAsync("/i/unknown");
        refused.ShouldBe(HttpStatusCode.TooManyRequests, "Слишком много попыток");
        refused.Headers.Values["Retry-After"].ShouldNotBeEmpty();
    }

    /// <summary>A request line that the server cannot read.</summary>
    private static async Task MalformedAsync(Uri address, string token)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET /i/{token}/%00 HTTP/1.1\r\nHost: x\r\n\r\n"),
            TestContext.Current.CancellationToken
        );
        using var reader = new StreamReader(stream, Encoding.ASCII);
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("HTTP/1.1 400 Bad Request");
    }

    /// <summary>Every line, scope and activity of the program, and those among them that hold the text.</summary>
    [ProviderAlias("Everything")]
    private sealed class ToldTexts : ILoggerProvider
    {
        private readonly string secret;
        private readonly ActivityListener listener;
        private int activities;

        public ToldTexts(string secret)
        {
            this.secret = secret;
            listener = new ActivityListener
            {
                // The test's own requests are not the program's.
                ShouldListenTo = source => source.Name != "System.Net.Http",
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    Interlocked.Increment(ref activities);
                    var tags = string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
                    Look($"activity {activity.Source.Name} {activity.OperationName} {activity.DisplayName} {tags}");
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public ConcurrentQueue<string> Lines { get; } = new();

        public ConcurrentQueue<string> Leaks { get; } = new();

        public int Activities => activities;

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose() => listener.Dispose();

        private void Look(string line)
        {
            Lines.Enqueue(line);
            if (line.Contains(secret, StringComparison.Ordinal))
                Leaks.Enqueue(line);
        }

        private sealed class Category(ToldTexts all, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
                all.Look($"scope [{name}] {state} {values}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => all.Look($"{logLevel} [{name}] {formatter(state, exception)} {exception}");
        }
    }
}
