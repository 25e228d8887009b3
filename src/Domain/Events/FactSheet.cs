using System.Globalization;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Events;

/// <summary>Writes facts in the one form that readers of stored events rely on.</summary>
internal sealed class FactSheet
{
    private readonly SortedDictionary<string, string> _facts = new(StringComparer.Ordinal);

    public FactSheet Add(string name, Guid id)
    {
        _facts.Add(name, id.ToString("D"));
        return this;
    }

    public FactSheet Add(string name, Guid? id) => id is { } given ? Add(name, given) : this;

    public FactSheet Add(string name, int number)
    {
        _facts.Add(name, number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public FactSheet Add(string name, int? number) => number is { } given ? Add(name, given) : this;

    public FactSheet Add<TEnum>(string name, TEnum member)
        where TEnum : struct, Enum
    {
        _facts.Add(name, SchemaName.Of(member));
        return this;
    }

    public IReadOnlyDictionary<string, string> Done() => _facts;
}
