using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Tests.Tenants;

/// <summary>
/// Rows made by chance for every table of the model, also for those that nobody has thought of yet: ids of one kind come from one small
/// pool, so that rows of different tables belong together in every way that a filter may ask for. Written as superuser past foreign keys.
/// </summary>
internal sealed class RandomRows(IModel model, int seed)
{
    private const int RowsOfATable = 240;
    private const int IdsOfAKind = 40;
    private const int Tenants = 24;

    private readonly Random random = new(seed);
    private readonly Dictionary<Type, Guid[]> pools = [];

    public IReadOnlyList<OrganizationId> Organizations =>
        [.. Pool(typeof(OrganizationId)).Select(id => new OrganizationId(id))];

    public async Task WriteAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var free = new NpgsqlCommand("set session_replication_role = replica", connection))
            await free.ExecuteNonQueryAsync();
        foreach (var entity in model.GetEntityTypes().Where(entity => entity.GetTableName() is not null))
        foreach (var _ in Enumerable.Range(0, RowsOfATable))
            await InsertAsync(connection, entity);
        await using var analyze = new NpgsqlCommand("set session_replication_role = default; analyze", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    private async Task InsertAsync(NpgsqlConnection connection, IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var columns = entity.GetProperties().Select(property => (property, property.GetColumnName(table)!)).ToList();
        await using var insert = new NpgsqlCommand(
            $"insert into {table.Name} ({string.Join(", ", columns.Select(column => $"\"{column.Item2}\""))}) values ({string.Join(", ", columns.Select((_, at) => $"${at + 1}"))}) on conflict do nothing",
            connection
        );
        foreach (var (property, _) in columns)
            insert.Parameters.Add(Value(property));
        await insert.ExecuteNonQueryAsync();
    }

    private NpgsqlParameter Value(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (property.IsNullable && random.Next(2) == 0)
            return new NpgsqlParameter { Value = DBNull.Value };
        var store = property.GetColumnType().Split('(')[0];
        return store switch
        {
            "uuid" => Of(NpgsqlDbType.Uuid, IdOf(property, type)),
            "boolean" => Of(NpgsqlDbType.Boolean, random.Next(2) == 0),
            // Small and alike, as for what is assigned of a quantity.
            "integer" => Of(NpgsqlDbType.Integer, 1),
            "bigint" => Of(NpgsqlDbType.Bigint, random.NextInt64(1_000_000_000)),
            "timestamp with time zone" => Of(
                NpgsqlDbType.TimestampTz,
                new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(500_000))
            ),
            "bytea" => Of(NpgsqlDbType.Bytea, Guid.CreateVersion7().ToByteArray()),
            "jsonb" or "json" => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = "{}" },
            "text[]" or "character varying[]" => Of(NpgsqlDbType.Array | NpgsqlDbType.Text, Array.Empty<string>()),
            "text" or "character varying" => Of(NpgsqlDbType.Text, TextOf(property, type)),
            "date" => Of(NpgsqlDbType.Date, new DateOnly(2026, 1, 1).AddDays(random.Next(300))),
            "numeric" => Of(NpgsqlDbType.Numeric, 1m),
            "double precision" => Of(NpgsqlDbType.Double, 1d),
            _ => throw new InvalidOperationException(
                $"{property.DeclaringType.Name}.{property.Name}: how is {store} made?"
            ),
        };
    }

    private static NpgsqlParameter Of(NpgsqlDbType type, object value) => new() { NpgsqlDbType = type, Value = value };

    private Guid IdOf(IProperty property, Type type)
    {
        // What owned rows name their owner by has the owner's kind.
        var kind = property.FindFirstPrincipal()?.ClrType ?? type;
        if (kind == typeof(Guid) && property.IsPrimaryKey())
            return Guid.CreateVersion7();
        var pool = Pool(kind);
        return pool[random.Next(pool.Length)];
    }

    private Guid[] Pool(Type kind)
    {
        if (!pools.TryGetValue(kind, out var pool))
        {
            var count = kind == typeof(OrganizationId) ? Tenants : IdsOfAKind;
            pools[kind] = pool = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        }
        return pool;
    }

    private string TextOf(IProperty property, Type type)
    {
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type);
            return names[random.Next(names.Length)];
        }
        var text = random.Next(1_000_000).ToString("x", CultureInfo.InvariantCulture);
        return property.GetMaxLength() is { } most && most < text.Length ? text[..most] : text;
    }
}
