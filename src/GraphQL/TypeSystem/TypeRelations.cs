namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>How types relate (spec 3.4.1, 3.6 "IsValidImplementation", 5.5.2.3).</summary>
public static class TypeRelations
{
    /// <summary>Whether two types are the same by structure.</summary>
    public static bool AreEqual(GraphQLType one, GraphQLType other) =>
        (one, other) switch
        {
            (NonNullType left, NonNullType right) => AreEqual(left.OfType, right.OfType),
            (ListType left, ListType right) => AreEqual(left.OfType, right.OfType),
            _ => ReferenceEquals(one, other),
        };

    /// <summary>Whether a value of <paramref name="maybe"/> is always one of <paramref name="type"/> (covariance of fields).</summary>
    public static bool IsSubType(Schema schema, GraphQLType maybe, GraphQLType type)
    {
        if (ReferenceEquals(maybe, type))
        {
            return true;
        }

        if (type is NonNullType required)
        {
            return maybe is NonNullType given && IsSubType(schema, given.OfType, required.OfType);
        }

        if (maybe is NonNullType nonNull)
        {
            return IsSubType(schema, nonNull.OfType, type);
        }

        if (type is ListType list)
        {
            return maybe is ListType items && IsSubType(schema, items.OfType, list.OfType);
        }

        return maybe is ObjectType or InterfaceType
            && type is InterfaceType or UnionType
            && schema.IsSubType((NamedType)type, (NamedType)maybe);
    }

    /// <summary>Whether one object can be of both composite types.</summary>
    public static bool Overlap(Schema schema, NamedType one, NamedType other)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        var (oneIsAbstract, otherIsAbstract) = (one is InterfaceType or UnionType, other is InterfaceType or UnionType);
        return (oneIsAbstract, otherIsAbstract) switch
        {
            (true, true) => schema.PossibleTypes(one).Any(type => schema.IsSubType(other, type)),
            (true, false) => schema.IsSubType(one, other),
            (false, true) => schema.IsSubType(other, one),
            _ => false,
        };
    }
}
