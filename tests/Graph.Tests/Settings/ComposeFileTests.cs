using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Settings;

/// <summary>No container engine is needed for this: the file's form, and that the program understands the settings in it.</summary>
public sealed class ComposeFileTests
{
    private const string Python = "/usr/bin/python3";

    private const string ToJson = """
        import json, sys, yaml
        print(json.dumps(yaml.safe_load(sys.stdin)))
        """;

    [Fact]
    public async Task Both_roles_run_from_one_image_behind_a_migrated_database()
    {
        var services = (await ReadAsync()).GetProperty("services");

        services
            .EnumerateObject()
            .Select(service => service.Name)
            .ShouldBe(["postgres", "mailpit", "migrate", "graph", "worker"]);
        foreach (var role in (string[])["migrate", "graph", "worker"])
        {
            services.GetProperty(role).GetProperty("build").GetString().ShouldBe(".");
        }

        services.GetProperty("graph").GetProperty("command")[0].GetString().ShouldBe("serve");
        services.GetProperty("worker").GetProperty("command")[0].GetString().ShouldBe("worker");
        services.GetProperty("graph").GetProperty("depends_on").TryGetProperty("migrate", out _).ShouldBeTrue();
        File.Exists(RepositoryRoot.At("Dockerfile")).ShouldBeTrue();
    }

    [Fact]
    public async Task Its_settings_are_what_a_program_in_production_takes()
    {
        var environment = (await ReadAsync()).GetProperty("services").GetProperty("graph").GetProperty("environment");
        var values = environment
            .EnumerateObject()
            .ToDictionary(
                setting => setting.Name.Replace("__", ":", StringComparison.Ordinal),
                setting => Filled(setting.Name, setting.Value.GetString()!)
            );

        var settings = ReadSettings.From(
            new ConfigurationBuilder().AddInMemoryCollection(values!).Build(),
            development: false
        );

        settings.Database.Provider.ShouldBe(DatabaseProvider.Postgres);
        settings.Mail.Smtp.ShouldNotBeNull().Host.ShouldBe("mailpit");
        settings.WorkerInProcess.ShouldBeFalse();
    }

    // What docker compose would put in from .env.
    private static string Filled(string name, string value) =>
        name switch
        {
            "Links__Key" => Convert.ToBase64String(new byte[32]),
            "Links__PublicUrl" => "https://partners.example",
            "Operator__Email" => "first@operator.example",
            "Operator__Password" => "what the operator chose",
            "Mail__From" => "PartnerGraph <no-reply@partners.example>",
            _ => value,
        };

    private static async Task<JsonElement> ReadAsync()
    {
        Require.That(File.Exists(Python), "Python 3 is not installed (python3, python3-yaml).");
        using var python = Process.Start(
            new ProcessStartInfo(Python, ["-c", ToJson])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        await python.StandardInput.WriteAsync(await File.ReadAllTextAsync(RepositoryRoot.At("docker-compose.yml")));
        python.StandardInput.Close();
        var json = await python.StandardOutput.ReadToEndAsync();
        var errors = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Require.That(!errors.Contains("No module named 'yaml'"), "python3-yaml is not installed.");
        python.ExitCode.ShouldBe(0, errors);
        return JsonDocument.Parse(json).RootElement;
    }
}
