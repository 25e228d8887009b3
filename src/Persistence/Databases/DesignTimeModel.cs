using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Options for looking at the model without a database: generating migrations, and comparing the model with them.</summary>
public static class DesignTimeModel
{
    public static DbContextOptions<TDb> Options<TDb>(DatabaseProvider provider)
        where TDb : PartnerGraphDb
    {
        var nowhere = provider == DatabaseProvider.Sqlite ? "Data Source=nowhere.db" : "Host=nowhere";
        return Database.Configure(new DbContextOptionsBuilder<TDb>(), provider, nowhere).Options;
    }
}
