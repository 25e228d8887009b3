namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>
/// The types of a schema in their order: as defined, each followed by what it refers to and nobody defines, such as the built-in
/// scalars in use (spec 3.4, 4.2.1).
/// </summary>
internal sealed class ReferencedTypes
{
    private readonly HashSet<NamedType> seen;
    private readonly List<NamedType> ordered = [];

    public ReferencedTypes(IReadOnlyCollection<NamedType> defined)
    {
        seen = [.. defined];
        foreach (var type in defined)
        {
            ordered.Add(type);
            AddWhatRefersFrom(type);
        }
    }

    public IReadOnlyList<NamedType> Ordered => ordered;

    public void Add(NamedType? type)
    {
        if (type is not null && seen.Add(type))
        {
            ordered.Add(type);
            AddWhatRefersFrom(type);
        }
    }

    private void AddWhatRefersFrom(NamedType type)
    {
        switch (type)
        {
            case UnionType union:
                AddAll(union.DeclaredTypes);
                break;
            case FieldsType fields:
                AddAll(fields.DeclaredInterfaces);
                foreach (var field in fields.Fields)
                {
                    Add(field.Type.Named);
                    AddAll(field.Arguments.Select(argument => argument.Type.Named));
                }

                break;
            case InputObjectType input:
                AddAll(input.Fields.Select(field => field.Type.Named));
                break;
            default:
                break;
        }
    }

    private void AddAll(IEnumerable<NamedType> types)
    {
        foreach (var type in types)
        {
            Add(type);
        }
    }
}
