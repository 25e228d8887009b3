using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>What the name of an id says about the type of the thing.</summary>
public sealed class NamedThings(MatrixWorld world)
{
    private const int Samples = 3;

    // The longer names first: customerUserId is a CustomerUser, not a User.
    private readonly IReadOnlyList<string> types =
    [
        .. world
            .Schema.PossibleTypes((InterfaceType)world.Schema.FindType("Node")!)
            .Select(type => type.Name)
            .OrderByDescending(name => name.Length),
    ];

    /// <summary>
    /// <c>subscriptionId</c> names a CustomerSubscription, <c>id</c> what the field itself answers; a name that is no type's is a partner's.
    /// </summary>
    public string TypeOf(string name, FieldDefinition field)
    {
        var word = name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2] : name;
        return types.FirstOrDefault(type => word.Equals(type, StringComparison.OrdinalIgnoreCase))
            ?? types.FirstOrDefault(type => word.Length > 2 && type.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            ?? types.FirstOrDefault(type => word.EndsWith(type, StringComparison.OrdinalIgnoreCase))
            ?? (word == "id" ? Answered(field) : null)
            ?? "Partner";
    }

    /// <summary>
    /// Every way to choose a thing for each type, some of them; what there is none of that stands so (a catalog has nothing foreign) is
    /// taken as it is.
    /// </summary>
    public IEnumerable<Dictionary<string, string>> Choices(
        MatrixCaller caller,
        IReadOnlyList<string> kinds,
        Belonging belonging
    )
    {
        var byType = kinds.Select(type => (type, Ids: world.Ids(caller, type, belonging, Samples))).ToList();
        if (byType.All(one => one.Ids.Count == 0))
            return [];
        IEnumerable<Dictionary<string, string>> choices = [new(StringComparer.Ordinal)];
        foreach (var (type, ids) in byType)
        {
            // What belongs to the caller stands beside what is shared: a relationship has a customer of one sort and a partner of the other.
            IReadOnlyList<string> some =
                kinds.Count == 1 || (belonging is Belonging.Foreign && ids.Count > 0)
                    ? ids
                    : [.. ids.Union(Others(caller, type), StringComparer.Ordinal)];
            choices = choices.SelectMany(chosen =>
                some.Select(id => new Dictionary<string, string>(chosen, StringComparer.Ordinal) { [type] = id })
            );
        }

        return choices.Take(24);
    }

    private IReadOnlyList<string> Others(MatrixCaller caller, string type) =>
        [.. world.Ids(caller, type, Belonging.Own, Samples), .. world.Ids(caller, type, Belonging.Shared, Samples)];

    private string? Answered(FieldDefinition field) =>
        types.Contains(field.Type.Named.Name)
            ? field.Type.Named.Name
            : (field.Type.Named as ObjectType)
                ?.Fields.Select(one => one.Type.Named.Name)
                .FirstOrDefault(types.Contains);
}
