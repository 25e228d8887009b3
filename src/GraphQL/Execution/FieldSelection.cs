namespace PartnerGraph.GraphQL.Execution;

/// <summary>What an operation selects below a field, over all concrete types (spec 2.5). Left-out and refused fields are not in it.</summary>
public sealed class FieldSelection
{
    private readonly Dictionary<string, SelectedField> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> members = new(StringComparer.Ordinal);

    internal FieldSelection() { }

    /// <summary>Nothing is selected: the field is a leaf.</summary>
    public static FieldSelection None { get; } = new();

    /// <summary>The members that the directly selected fields read of their parent.</summary>
    public IReadOnlySet<string> Members => members;

    /// <summary>The names of the directly selected fields.</summary>
    public IReadOnlyCollection<string> Fields => fields.Keys;

    /// <summary>Whether a field of that name is selected.</summary>
    public bool Has(string field) => fields.ContainsKey(field);

    /// <summary>What is selected below a field of that name; <see cref="None"/> where it is not selected.</summary>
    public FieldSelection Of(string field) => fields.TryGetValue(field, out var found) ? found.Below : None;

    /// <summary>The members read of any <typeparamref name="T"/> below that the field itself has to bring along: through nodes and edges, up to the next field that loads.</summary>
    public IReadOnlySet<string> MembersOf<T>()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        AddMembersOf(typeof(T), found);
        return found;
    }

    internal void Add(string name, Type parent, IReadOnlyList<string> reads, bool loads, FieldSelection below)
    {
        members.UnionWith(reads);
        if (!fields.TryGetValue(name, out var field))
        {
            fields[name] = field = new SelectedField(loads);
        }

        field.Reads.Add((parent, reads));
        field.Below.Merge(below);
    }

    private void Merge(FieldSelection other)
    {
        members.UnionWith(other.members);
        foreach (var (name, theirs) in other.fields)
        {
            if (!fields.TryGetValue(name, out var field))
            {
                fields[name] = field = new SelectedField(theirs.Loads);
            }

            field.Reads.AddRange(theirs.Reads);
            field.Below.Merge(theirs.Below);
        }
    }

    private void AddMembersOf(Type type, HashSet<string> found)
    {
        foreach (var field in fields.Values)
        {
            foreach (var (parent, reads) in field.Reads)
            {
                if (parent.IsAssignableFrom(type) || type.IsAssignableFrom(parent))
                {
                    found.UnionWith(reads);
                }
            }

            if (!field.Loads)
            {
                field.Below.AddMembersOf(type, found);
            }
        }
    }

    private sealed class SelectedField(bool loads)
    {
        public bool Loads { get; } = loads;
        public List<(Type Parent, IReadOnlyList<string> Reads)> Reads { get; } = [];
        public FieldSelection Below { get; } = new();
    }
}
