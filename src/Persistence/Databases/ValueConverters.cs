using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Databases;

internal sealed class TypedIdConverter<TId>() : ValueConverter<TId, Guid>(Unwrap(), Wrap())
    where TId : struct
{
    private static Expression<Func<TId, Guid>> Unwrap()
    {
        var id = Expression.Parameter(typeof(TId), "id");
        return Expression.Lambda<Func<TId, Guid>>(Expression.Property(id, "Value"), id);
    }

    private static Expression<Func<Guid, TId>> Wrap()
    {
        var value = Expression.Parameter(typeof(Guid), "value");
        var constructor = typeof(TId).GetConstructor([typeof(Guid)])!;
        return Expression.Lambda<Func<Guid, TId>>(Expression.New(constructor, value), value);
    }
}

internal sealed class EmailAddressConverter()
    : ValueConverter<EmailAddress, string>(address => address.Value, stored => EmailAddress.Restore(stored));

internal sealed class CountryCodeConverter()
    : ValueConverter<CountryCode, string>(country => country.Value, stored => CountryCode.Restore(stored));

/// <summary>PostgreSQL's timestamptz takes UTC only.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), stored => stored);

/// <summary>
/// UTC as text of fixed length, in microseconds as PostgreSQL keeps them: so the order of texts is the order of times, and
/// SQLite's own clock can write the same form.
/// </summary>
internal sealed class SortableTextConverter()
    : ValueConverter<DateTimeOffset, string>(
        time => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
        stored =>
            DateTimeOffset.ParseExact(
                stored,
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            )
    )
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
}
