using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>The fields of an input object have different names (spec 5.6.3).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Input-Object-Field-Uniqueness"/>
internal sealed class UniqueInputFieldNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Stack<Dictionary<string, NameNode>> objects = new();

    public override void Attach()
    {
        Walk.OnEnter<ObjectValueNode>(_ => objects.Push(new Dictionary<string, NameNode>(StringComparer.Ordinal)));
        Walk.OnLeave<ObjectValueNode>(_ => objects.Pop());
        Walk.OnEnter<ObjectFieldNode>(Check);
    }

    private void Check(ObjectFieldNode field)
    {
        var known = objects.Peek();
        var name = field.Name;
        if (!known.TryAdd(name.Value, name))
        {
            Report($"There can be only one input field named \"{name}\".", known[name.Value], name);
        }
    }
}
