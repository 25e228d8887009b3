using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>What more there is to say about a bound field (spec 6.4).</summary>
public sealed class FieldBinding
{
    private readonly FieldResolver resolver;

    internal FieldBinding(FieldResolver resolver) => this.resolver = resolver;

    /// <summary>
    /// Who may use the field: decided once for each place in an operation, before any data is fetched there. An error makes the field
    /// null for every parent at that place. Several guards are asked in their order; the first error counts.
    /// </summary>
    public FieldBinding Guard(Func<FieldContext, GraphQLError?> guard)
    {
        resolver.Guards.Add(guard);
        return this;
    }

    /// <summary>The members of the parent that the field reads: what a loader of parents finds in <see cref="FieldSelection.Members"/>.</summary>
    public FieldBinding Needs(params string[] members)
    {
        resolver.Members.AddRange(members);
        return this;
    }
}
