using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Tests.Databases;

public sealed class ConnectionSettingsTests
{
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
