using System.Collections;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>A member of a type or directive (spec 3).</summary>
public abstract class SchemaMember(string name)
{
    /// <summary>The member's name.</summary>
    public string Name { get; } = name;

    /// <summary>The description, if any.</summary>
    public string? Description { get; internal set; }

    /// <summary>The reason of <c>@deprecated</c>; null where it is not deprecated (spec 3.13.3).</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Directives applied in SDL.</summary>
    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A field of an object or interface type (spec 3.6).</summary>
public sealed class FieldDefinition(string name) : SchemaMember(name)
{
    /// <summary>The type that the field belongs to.</summary>
    public FieldsType DeclaringType { get; internal set; } = null!;

    /// <summary>The arguments in SDL order, by name.</summary>
    public MemberMap<InputValue> Arguments { get; internal set; } = MemberMap<InputValue>.Empty;

    /// <summary>The type of the field's value.</summary>
    public GraphQLType Type { get; internal set; } = null!;

    /// <summary>The definition it was built from; null for built-in fields.</summary>
    public FieldDefinitionNode? Node { get; internal set; }
}

/// <summary>An argument or an input field (spec 3.6.1, 3.10).</summary>
public sealed class InputValue(string name) : SchemaMember(name)
{
    /// <summary>The type of the value.</summary>
    public GraphQLType Type { get; internal set; } = null!;

    /// <summary>The default as a literal; null where there is none.</summary>
    public ValueNode? DefaultValue { get; internal set; }

    /// <summary>Whether there is a default.</summary>
    public bool HasDefault => DefaultValue is not null;

    /// <summary>The default as coerced once when the schema was built; null also where there is none.</summary>
    public object? Default { get; internal set; }

    /// <summary>Whether a value has to be given: non-null and without a default (spec 5.4.3).</summary>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;

    /// <summary>The definition it was built from; null for built-in arguments.</summary>
    public InputValueDefinitionNode? Node { get; internal set; }
}

/// <summary>A value of an enum type (spec 3.9).</summary>
public sealed class EnumValueDefinition(string name) : SchemaMember(name)
{
    /// <summary>The definition it was built from; null for built-in values.</summary>
    public EnumValueDefinitionNode? Node { get; internal set; }
}

/// <summary>A directive (spec 3.13).</summary>
public sealed class DirectiveDefinition(string name) : SchemaMember(name)
{
    /// <summary>The arguments in SDL order, by name.</summary>
    public MemberMap<InputValue> Arguments { get; internal set; } = MemberMap<InputValue>.Empty;

    /// <summary>Whether it may stand more than once at one place.</summary>
    public bool IsRepeatable { get; internal set; }

    /// <summary>Where it may stand: the grammar's names, such as <c>FIELD_DEFINITION</c>.</summary>
    public IReadOnlyList<string> Locations { get; internal set; } = [];

    /// <summary>The definition it was built from; null for built-in directives.</summary>
    public DirectiveDefinitionNode? Node { get; internal set; }
}

/// <summary>Members in their order, found by name.</summary>
public sealed class MemberMap<T> : IReadOnlyList<T>
    where T : SchemaMember
{
    private readonly T[] members;
    private readonly Dictionary<string, T> byName;

    /// <summary>A map of these members; of two with one name the first is found.</summary>
    public MemberMap(IEnumerable<T> members)
    {
        this.members = [.. members];
        byName = new Dictionary<string, T>(this.members.Length, StringComparer.Ordinal);
        foreach (var member in this.members)
        {
            byName.TryAdd(member.Name, member);
        }
    }

    /// <summary>No members.</summary>
    public static MemberMap<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => members.Length;

    /// <inheritdoc/>
    public T this[int index] => members[index];

    /// <summary>The member of that name; null where there is none.</summary>
    public T? Find(string name) => byName.GetValueOrDefault(name);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
