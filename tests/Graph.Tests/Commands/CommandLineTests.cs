using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Commands;

public sealed class CommandLineTests
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public async Task An_unknown_command_is_refused_with_a_sentence()
    {
        await using var program = new GraphProcess();
        program.Start(["migrat"]);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program
            .Errors.Trim()
            .ShouldStartWith("There is no command \"migrat\"; the commands are serve, worker, migrate");
    }

    [Fact]
    public async Task An_unknown_argument_is_refused_by_name()
    {
        await using var program = new GraphProcess();
        program.Start(["serve", "--prot", "80"], ("ASPNETCORE_ENVIRONMENT", "Development"));

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain("The argument \"--prot\" is unknown");
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        await using var program = new GraphProcess();
        program.Start(["--help"]);

        (await program.ExitCodeAsync()).ShouldBe(0);
        foreach (
            var command in (string[])["serve", "worker", "migrate", "import-memberships FILE.csv", "--all-or-nothing"]
        )
            program.Output.ShouldContain(command);
    }

    [Fact]
    public async Task Import_offers_tells_what_it_took_and_which_line_is_bad()
    {
        await using var program = new GraphProcess();
        var file = Path.Combine(program.Folder, "offers.csv");
        await File.WriteAllTextAsync(
            file,
            "code,name,productFamily\nO365,Office 365,OFFICE_365\nX,Unknown,WINDOWS",
            TestContext.Current.CancellationToken
        );
        program.Start(["import-offers", file], ("ASPNETCORE_ENVIRONMENT", "Development"));

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Output.ShouldContain("Imported lines: 1; bad lines: 1.");
        program.Errors.ShouldContain("line 3: the productFamily 'WINDOWS' must be one of OFFICE_365, AZURE");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("worker")]
    [InlineData("migrate")]
    public async Task A_wrong_setting_stops_every_command_with_one_sentence_and_no_stack_trace(string command)
    {
        await using var program = new GraphProcess();
        program.Start([command], ("ASPNETCORE_ENVIRONMENT", "Development"), ("Database__Provider", "MySql"));

        (await program.ExitCodeAsync()).ShouldBe(2);
        program
            .Errors.Trim()
            .ShouldBe("The setting Database__Provider must be one of Sqlite, Postgres, and \"MySql\" is not.");
        program.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Without_a_word_about_the_environment_it_is_production_and_asks_for_the_links_key()
    {
        await using var program = new GraphProcess();
        program.Start([], ("Links__PublicUrl", "https://partners.example"));

        (await program.ExitCodeAsync()).ShouldBe(2);
        program
            .Errors.Trim()
            .ShouldBe("The setting Links__Key is required because the environment is not Development.");
        Directory.GetFileSystemEntries(program.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_string_that_mixes_tenants_is_refused()
    {
        await using var program = new GraphProcess();
        program.Start(
            ["migrate"],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Database__Provider", "Postgres"),
            ("Database__ConnectionString", "Host=127.0.0.1;Password=hidden;Multiplexing=true")
        );

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain("Database__ConnectionString sets Multiplexing=true");
        program.Errors.ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_first_start_from_the_sources_makes_its_key_and_its_database_and_listens()
    {
        await using var program = new GraphProcess();
        // The launch profile's marker; the caller's own address wins.
        program.Start(
            ["serve"],
            ("PARTNERGRAPH_FROM_SOURCE", "true"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Demo", "false")
        );
        var address = await program.AddressAsync();
        using var http = new HttpClient { BaseAddress = address };

        (await http.GetAsync("/readyz")).EnsureSuccessStatusCode();
        program.Output.ShouldContain("Hosting environment: Development");
        File.Exists(Path.Combine(program.Folder, "data", "links.key")).ShouldBeTrue();
        File.Exists(Path.Combine(program.Folder, "data", "partnergraph.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_marker_gives_way_to_what_the_caller_says()
    {
        await using var program = new GraphProcess();
        program.Start(
            [],
            ("PARTNERGRAPH_FROM_SOURCE", "true"),
            ("ASPNETCORE_ENVIRONMENT", "Production"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Links__PublicUrl", "https://partners.example"),
            ("Links__Key", Key)
        );
        var address = await program.AddressAsync();
        using var http = new HttpClient { BaseAddress = address };

        ((int)(await http.GetAsync("/ide")).StatusCode).ShouldBe(404);
        ((int)(await http.GetAsync("/ide/ide.js")).StatusCode).ShouldBe(404);
        ((int)(await http.GetAsync("/dev/mail")).StatusCode).ShouldBe(404);
        program.Output.ShouldContain("Hosting environment: Production");
    }

    [Fact]
    public async Task Migrate_makes_the_tables_and_ends()
    {
        await using var program = new GraphProcess();
        program.Start(
            ["migrate", "--Database:ConnectionString=Data Source=own/my.db"],
            ("ASPNETCORE_ENVIRONMENT", "Development")
        );

        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        program.Output.ShouldContain("The Sqlite database has this version's tables.");
        File.Exists(Path.Combine(program.Folder, "own", "my.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_in_a_sentence()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        await using var program = new GraphProcess();
        program.Start(
            [],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPNETCORE_URLS", $"http://{taken.LocalEndpoint}"),
            ("Demo", "false"),
            ("Worker__InProcess", "false")
        );

        (await program.ExitCodeAsync()).ShouldBe(1);
        program.Errors.Trim().ShouldStartWith("The program cannot listen: ");
        program.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_database_that_refuses_us_is_told_in_a_sentence()
    {
        await using var program = new GraphProcess();
        program.Start(
            ["migrate"],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Database__ConnectionString", "Data Source=data/no.db;Mode=ReadOnly")
        );

        (await program.ExitCodeAsync()).ShouldBe(1);
        program.Errors.Trim().ShouldStartWith("The database cannot be used: ");
        program.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData(null, 2, "Imported lines: 1; bad lines: 1.")]
    [InlineData("--all-or-nothing", 2, "Imported lines: 0; bad lines: 1.")]
    public async Task R13_Bad_lines_of_the_registry_are_told_by_number(string? flag, int exitCode, string told)
    {
        await using var program = new GraphProcess();
        await File.WriteAllTextAsync(
            Path.Combine(program.Folder, "members.csv"),
            "userName,password,mpnId,organizationName,country,active\nanna,quiet winter sea,1234567,Contoso,DE,true\nboris,quiet winter sea,7654321,Fabrikam,Germany,true\n"
        );
        program.Start(
            ["import-memberships", "members.csv", .. flag is null ? Array.Empty<string>() : [flag]],
            ("ASPNETCORE_ENVIRONMENT", "Development")
        );

        (await program.ExitCodeAsync()).ShouldBe(exitCode);
        program.Errors.ShouldContain("line 3: ");
        program.Output.ShouldContain(told);
    }

    [Theory]
    [InlineData("import-memberships", "The command import-memberships needs a file")]
    [InlineData("import-memberships none.csv", "The file \"none.csv\" does not exist.")]
    public async Task An_import_without_its_file_is_refused(string arguments, string sentence)
    {
        await using var program = new GraphProcess();
        program.Start(arguments.Split(' '), ("ASPNETCORE_ENVIRONMENT", "Development"));

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain(sentence);
    }

    [Fact]
    public async Task An_outside_login_is_linked_to_an_account_that_exists_and_once()
    {
        await using var server = new GraphProcess();
        (string, string)[] settings =
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Demo", "false"),
            ("Data__Folder", Path.Combine(server.Folder, "data")),
            ("Operator__Email", "first@operator.example"),
            ("Operator__Password", "what the operator chose"),
        ];
        server.Start([], settings);
        await server.AddressAsync();

        async Task<(int Code, string Said)> Link(params string[] rest)
        {
            await using var program = new GraphProcess();
            program.Start(["link-login", .. rest], settings);
            var code = await program.ExitCodeAsync();
            return (code, (program.Output + program.Errors).Trim());
        }

        (await Link("nobody@operator.example", "https://issuer.example", "s-1")).ShouldBe(
            (2, "There is no account with this address.")
        );
        (await Link("first@operator.example", "https://issuer.example")).Code.ShouldBe(2);
        (await Link("first@operator.example", "https://issuer.example", "s-1")).ShouldBe(
            (0, "Linked: tokens of this issuer and subject let the account in.")
        );
        (await Link("first@operator.example", "https://issuer.example", "s-1")).ShouldBe(
            (0, "This subject is linked to this account already.")
        );
    }
}
