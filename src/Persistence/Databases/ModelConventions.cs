using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Databases;

/// <summary>What holds for every table: snake_case names, ids and enums in one form, UTC times that can be ordered.</summary>
internal static class ModelConventions
{
    /// <summary>The name of the shadow property that stops two people or workers from overwriting each other.</summary>
    public const string Version = "Version";

    /// <summary>A column that the database itself fills with its own time.</summary>
    public const string DatabaseTime = "PartnerGraph:DatabaseTime";

    /// <summary>The name of the shadow property that searching looks into: lower case in every alphabet, on every database.</summary>
    public const string SearchText = "SearchText";

    private static readonly Type[] WrittenAsJson =
    [
        typeof(LegalProfile),
        typeof(SupportContact),
        typeof(BusinessProfile),
        typeof(Address),
        typeof(Contact),
        typeof(MembershipProfile),
    ];

    public static void Configure(ModelConfigurationBuilder builder, bool sqlite)
    {
        foreach (var id in typeof(OrganizationId).Assembly.GetTypes().Where(IsTypedId))
        {
            builder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
        }
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(50);
        builder
            .Properties<EmailAddress>()
            .HaveConversion<EmailAddressConverter>()
            .HaveMaxLength(EmailAddress.MaximumLength);
        builder.Properties<CountryCode>().HaveConversion<CountryCodeConverter>().HaveMaxLength(2);
        foreach (var value in WrittenAsJson)
        {
            builder.Properties(value).HaveConversion(typeof(JsonConverterOf<>).MakeGenericType(value));
        }
        if (sqlite)
        {
            builder.Properties<DateTimeOffset>().HaveConversion<SortableTextConverter>().HaveMaxLength(27);
        }
        else
        {
            builder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        }
    }

    public static void Finish(ModelBuilder builder, bool sqlite)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
            {
                entity.SetTableName(SnakeCase(table));
            }
            NameColumns(entity);
            foreach (
                var property in entity
                    .GetProperties()
                    .Where(property => property.FindAnnotation(DatabaseTime) is not null)
            )
            {
                property.SetDefaultValueSql(sqlite ? DatabaseClock.Sqlite : DatabaseClock.Postgres);
            }
            foreach (var key in entity.GetKeys())
            {
                key.SetName(SnakeCase(key.GetName()!));
            }
            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(SnakeCase(foreignKey.GetConstraintName()!));
            }
            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
            }
        }
    }

    public static bool IsTypedId(Type type) =>
        type.IsValueType
        && type.Name.EndsWith("Id", StringComparison.Ordinal)
        && type.GetProperty("Value")?.PropertyType == typeof(Guid)
        && type.GetConstructor([typeof(Guid)]) is not null;

    private static void NameColumns(IMutableTypeBase type)
    {
        foreach (var property in type.GetProperties())
        {
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        }
        foreach (var complex in type.GetComplexProperties())
        {
            NameColumns(complex.ComplexType);
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]);
            if (startsWord)
            {
                snake.Append('_');
            }
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }
}
