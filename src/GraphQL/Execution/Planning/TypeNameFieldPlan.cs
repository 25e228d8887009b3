using System.Text;
using PartnerGraph.GraphQL.Binding;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary><c>__typename</c>: known when planned (spec 4.1).</summary>
internal sealed class TypeNameFieldPlan<TParent>(FieldSite site) : FieldPlan<TParent>(site, NoResolver, loads: false)
{
    private static readonly FieldResolver NoResolver = new PureResolver<TParent, string>(
        "__typename",
        null,
        null,
        null
    );

    private readonly byte[] value = Encoding.UTF8.GetBytes($"\"{site.ParentType.Name}\"");

    public override ValueTask LoadAsync(IReadOnlyList<TParent> parents, ExecutionState state) => default;

    public override bool Write(TParent parent, int index, ExecutionState state)
    {
        state.Json.Raw(Prefix);
        state.Json.Raw(value);
        return true;
    }

    public override void Locate(ExecutionState state, SelectionPlan target, int index, List<object> path) { }
}
