using Microsoft.Extensions.Configuration;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Tests.Settings;

public sealed class ReadSettingsTests : IDisposable
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("partnergraph-");

    [Theory]
    [InlineData("Database__Provider=MySql", "Database__Provider must be one of Sqlite, Postgres")]
    [InlineData("Database__Provider=1", "Database__Provider must be one of")]
    [InlineData("Database__Provider=Postgres", "Database__ConnectionString is required")]
    [InlineData("Links__PublicUrl=/portal", "Links__PublicUrl must be an absolute http or https address")]
    [InlineData("Links__PublicUrl=ftp://example.org", "Links__PublicUrl must be")]
    [InlineData("Links__PublicUrl=https://example.org/?a=b", "Links__PublicUrl must be")]
    [InlineData("Links__Key=AAEC", "Links__Key must be 32 bytes in base64")]
    [InlineData("Links__Key=not base64 at all!", "Links__Key must be 32 bytes in base64")]
    [InlineData("Mail__Transport=Pigeon", "Mail__Transport must be one of Folder, Smtp")]
    [InlineData("Mail__From=nobody", "Mail__From must be a mail address")]
    [InlineData("Mail__Transport=Smtp", "Mail__Smtp__Host must name the mail server")]
    [InlineData(
        "Mail__Transport=Smtp;Mail__Smtp__Host=mx;Mail__Smtp__Port=0",
        "Mail__Smtp__Port must be a number from 1 to 65535"
    )]
    [InlineData("Mail__Transport=Smtp;Mail__Smtp__Host=mx;Mail__Smtp__Port=many", "Mail__Smtp__Port must be")]
    [InlineData(
        "Mail__Transport=Smtp;Mail__Smtp__Host=mx;Mail__Smtp__Security=Ssl",
        "Mail__Smtp__Security must be one of None, StartTlsIfOffered, StartTls, Tls"
    )]
    [InlineData(
        "Mail__Transport=Smtp;Mail__Smtp__Host=mx;Mail__Smtp__User=me",
        "Mail__Smtp__User and Mail__Smtp__Password must be set together"
    )]
    [InlineData("Worker__InProcess=yes", "Worker__InProcess must be true or false")]
    [InlineData("Operator__Email=admin@example.org", "Operator__Password is required")]
    [InlineData(
        "Operator__Email=admin;Operator__Password=long enough to be one",
        "Operator__Email must be a mail address"
    )]
    [InlineData("Oidc__Authority=https://issuer.example", "Oidc__Audience is required")]
    [InlineData("Oidc__Audience=partnergraph", "Oidc__Authority is required")]
    [InlineData("Demo=perhaps", "Demo must be true or false")]
    [InlineData("Ide__Enabled=1", "Ide__Enabled must be true or false")]
    [InlineData("Rates__SignIns=-1", "Rates__SignIns must be a whole number")]
    [InlineData("Lifetimes__InvitationDays=0", "Lifetimes__InvitationDays must be a whole number from 1")]
    [InlineData("Database__Provder=Sqlite", "Database__Provder is unknown")]
    [InlineData("Mail__Smtp__Pasword=secret", "Mail__Smtp__Pasword is unknown")]
    public void A_wrong_setting_is_refused_by_its_name(string settings, string sentence)
    {
        var refused = Should.Throw<WrongSettingException>(() => Read(development: true, settings));

        refused.Message.ShouldStartWith("The setting ");
        refused.Message.ShouldContain(sentence);
        refused.Message.ShouldEndWith(".");
        refused.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData($"Links__Key={Key}", "Links__PublicUrl is required because the environment is not Development")]
    [InlineData(
        "Links__PublicUrl=https://partners.example",
        "Links__Key is required because the environment is not Development"
    )]
    [InlineData(
        $"Links__PublicUrl=https://partners.example;Links__Key={Key};Oidc__Authority=http://issuer.example;Oidc__Audience=a",
        "Oidc__Authority must be an https address"
    )]
    [InlineData(
        $"Links__PublicUrl=https://partners.example;Links__Key={Key};Demo=true",
        "Demo is for Development alone: everybody knows the password of its people."
    )]
    public void Production_asks_for_more(string settings, string sentence) =>
        Should.Throw<WrongSettingException>(() => Read(development: false, settings)).Message.ShouldContain(sentence);

    [Fact]
    public void A_wrong_key_is_not_repeated() =>
        Should
            .Throw<WrongSettingException>(() => Read(development: true, "Links__Key=c2VjcmV0"))
            .Message.ShouldNotContain("c2VjcmV0");

    [Fact]
    public void Nothing_set_is_a_development_run_of_its_own()
    {
        var settings = Read(development: true, "");

        settings.Database.ConnectionString.ShouldBe($"Data Source={Path.Combine(folder.FullName, "partnergraph.db")}");
        settings.Mail.Folder.ShouldBe(Path.Combine(folder.FullName, "mail"));
        settings.Links.PublicUrl.ShouldBe(new Uri("http://localhost:5080"));
        settings.WorkerInProcess.ShouldBeTrue();
        settings.IdeEnabled.ShouldBeTrue();
        settings.Demo.ShouldBeTrue();
        settings.Operator.ShouldBeNull();
        settings.Oidc.ShouldBeNull();
    }

    [Fact]
    public void Production_shows_no_IDE_unless_told_and_never_a_demo_world()
    {
        var settings = Read(development: false, $"Links__PublicUrl=https://partners.example/app/;Links__Key={Key}");

        settings.IdeEnabled.ShouldBeFalse();
        settings.Demo.ShouldBeFalse();
        settings.Links.PublicUrl.ShouldBe(new Uri("https://partners.example/app"));
        settings.Links.Key.ShouldBe([.. Enumerable.Range(0, 32).Select(n => (byte)n)]);
    }

    [Fact]
    public void The_first_development_start_makes_a_key_and_the_second_finds_it()
    {
        var first = Read(development: true, "").Links.Key;

        first.Length.ShouldBe(32);
        Read(development: true, "").Links.Key.ShouldBe(first);
        File.Exists(Path.Combine(folder.FullName, "links.key")).ShouldBeTrue();
    }

    [Fact]
    public void A_kept_key_that_was_damaged_is_refused()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "links.key"), "half a k");

        Should
            .Throw<WrongSettingException>(() => Read(development: true, ""))
            .Message.ShouldContain("links.key must hold 32 bytes");
    }

    [Theory]
    [InlineData("http://localhost:7001", "http://localhost:7001")]
    [InlineData("http://127.0.0.1:0", "http://localhost:5080")]
    [InlineData("http://*:8080", "http://localhost:5080")]
    public void A_development_run_links_to_where_it_listens(string urls, string linked) =>
        Read(development: true, $"urls={urls}").Links.PublicUrl.ShouldBe(new Uri(linked));

    [Fact]
    public void The_ports_of_mail_follow_its_security()
    {
        int PortOf(string security) =>
            Read(
                development: true,
                $"Mail__Transport=Smtp;Mail__Smtp__Host=mx;Mail__Smtp__Security={security}"
            ).Mail.Smtp!.Port;

        PortOf("None").ShouldBe(25);
        PortOf("starttls").ShouldBe(587);
        PortOf("TLS").ShouldBe(465);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private GraphSettings Read(bool development, string settings)
    {
        var pairs = settings
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0].Replace("__", ":", StringComparison.Ordinal), (string?)pair[1]))
            .Append(KeyValuePair.Create("Data:Folder", (string?)folder.FullName));
        return ReadSettings.From(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build(), development);
    }
}
