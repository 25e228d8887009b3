using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Tests.Databases;

public sealed class ConnectionSettingsTests
{
    [Fact]
    public void The_owners_settings_are_checked_as_well()
    {
        var options = new DatabaseOptions
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = "Host=db",
            OwnerConnectionString = "Host=db;Multiplexing=true",
        };
        Should
            .Throw<DatabaseSettingsException>(() => new ServiceCollection().AddPersistence(options))
            .Message.ShouldContain("Database__OwnerConnectionString sets Multiplexing=true");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_the_pool_that_keeps_nothing_spares_the_reset(bool keepsNothing)
    {
        var made = ConnectionSettings.InRole("Host=db;Options=-c jit=off", "some_role", keepsNothing);
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(made);
        settings.NoResetOnClose.ShouldBe(keepsNothing);
        settings.Options.ShouldBe("-c jit=off -c role=some_role");
    }

    [Theory]
    [InlineData("Host=db", 100)]
    [InlineData("Host=db;Max Auto Prepare=0", 0)]
    [InlineData("Host=db;max auto prepare=7", 7)]
    [InlineData("Host=db;MaxAutoPrepare=8", 8)]
    public void Statements_are_prepared_unless_the_connection_string_says_otherwise(string given, int prepared)
    {
        var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = given };
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionSettings.Checked(options));
        settings.MaxAutoPrepare.ShouldBe(prepared);
    }

    [Theory]
    [InlineData(DatabaseProvider.Postgres, "Host=db;Multiplexing=true", "Multiplexing=true")]
    [InlineData(DatabaseProvider.Postgres, "Database=x", "no 'Host'")]
    [InlineData(DatabaseProvider.Postgres, "Nonsense=1", "cannot be read")]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:", "must be a file")]
    [InlineData(DatabaseProvider.Sqlite, "", "no 'Data Source'")]
    public void A_setting_that_cannot_work_stops_the_start_with_a_sentence(
        DatabaseProvider provider,
        string connectionString,
        string part
    )
    {
        var options = new DatabaseOptions { Provider = provider, ConnectionString = connectionString };
        var refused = Should.Throw<DatabaseSettingsException>(() => new ServiceCollection().AddPersistence(options));
        refused.Message.ShouldContain(part);
    }
}
