using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation;

/// <summary>
/// One pass over a document that knows the type at every place (spec 5). Whoever wants to see nodes of a kind says so before
/// the pass; all of them share it, in the order in which they came.
/// </summary>
internal sealed partial class TypedWalk(Schema schema)
{
    private static readonly int Kinds = Enum.GetValues<SyntaxKind>().Length;

    private readonly List<Delegate>?[] entering = new List<Delegate>?[Kinds];
    private readonly List<Delegate>?[] leaving = new List<Delegate>?[Kinds];

    /// <summary>The composite type that the selections here belong to.</summary>
    public NamedType? ParentType { get; private set; }

    /// <summary>The type of the value that is selected here.</summary>
    public GraphQLType? Type { get; private set; }

    /// <summary>The innermost field around.</summary>
    public FieldDefinition? Field { get; private set; }

    /// <summary>The directive around, where the schema knows it.</summary>
    public DirectiveDefinition? Directive { get; private set; }

    /// <summary>The argument around, where the schema knows it.</summary>
    public InputValue? Argument { get; private set; }

    /// <summary>The type that an input value here has to have.</summary>
    public GraphQLType? InputType { get; private set; }

    /// <summary>The type of the list or object around an input value.</summary>
    public GraphQLType? ParentInputType { get; private set; }

    /// <summary>Whether the argument or input field here has a default.</summary>
    public bool LocationHasDefault { get; private set; }

    /// <summary>The definition of the document that the walk is in.</summary>
    public DefinitionNode? Definition { get; private set; }

    /// <summary>The node that a directive is applied to, or that a selection set belongs to.</summary>
    public SyntaxNode? Owner { get; private set; }

    /// <summary>Set when the rest need not be seen.</summary>
    public bool Stopped { get; set; }

    /// <summary>Sees nodes of a kind before what is in them.</summary>
    public void OnEnter<T>(Action<T> handler)
        where T : SyntaxNode => (entering[(int)KindOf<T>.Value] ??= []).Add(handler);

    /// <summary>Sees nodes of a kind after what is in them.</summary>
    public void OnLeave<T>(Action<T> handler)
        where T : SyntaxNode => (leaving[(int)KindOf<T>.Value] ??= []).Add(handler);

    /// <summary>Walks a whole document.</summary>
    public void Run(DocumentNode document)
    {
        Enter(document);
        foreach (var definition in document.Definitions)
        {
            Run(definition);
        }

        Leave(document);
    }

    /// <summary>Walks one definition.</summary>
    public void Run(DefinitionNode definition)
    {
        if (Stopped)
        {
            return;
        }

        Definition = definition;
        switch (definition)
        {
            case OperationDefinitionNode operation:
                Visit(operation);
                break;
            case FragmentDefinitionNode fragment:
                Visit(fragment);
                break;
            default:
                VisitTypeSystem(definition);
                break;
        }
    }

    private void Visit(OperationDefinitionNode operation)
    {
        Type = schema.RootType(operation.Operation);
        Enter(operation);
        Visit(operation.Name);
        foreach (var variable in operation.VariableDefinitions)
        {
            Visit(variable);
        }

        Visit(operation.Directives, operation);
        Visit(operation.SelectionSet, operation);
        Leave(operation);
        Type = null;
    }

    private void Visit(FragmentDefinitionNode fragment)
    {
        Type = OutputType(fragment.TypeCondition);
        Enter(fragment);
        Visit(fragment.Name);
        foreach (var variable in fragment.LegacyVariableDefinitions)
        {
            Visit(variable);
        }

        Visit(fragment.TypeCondition);
        Visit(fragment.Directives, fragment);
        Visit(fragment.SelectionSet, fragment);
        Leave(fragment);
        Type = null;
    }

    private void Visit(VariableDefinitionNode variable)
    {
        var type = TypeReference.Resolve(schema, variable.Type);
        InputType = type is { IsInput: true } ? type : null;
        Enter(variable);
        Visit(variable.Variable);
        VisitType(variable.Type);
        if (variable.DefaultValue is { } value)
        {
            VisitValue(value);
        }

        Visit(variable.Directives, variable);
        Leave(variable);
        InputType = null;
    }

    private void Visit(SelectionSetNode set, SyntaxNode owner)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var outer = ParentType;
        ParentType = Type?.Named is FieldsType or UnionType ? Type.Named : null;
        Owner = owner;
        Enter(set);
        foreach (var selection in set.Selections)
        {
            if (Stopped)
            {
                break;
            }

            Visit(selection);
        }

        Leave(set);
        ParentType = outer;
    }

    private void Visit(SelectionNode selection)
    {
        switch (selection)
        {
            case FieldNode field:
                Visit(field);
                break;
            case InlineFragmentNode inline:
                Visit(inline);
                break;
            case FragmentSpreadNode spread:
                Enter(spread);
                Visit(spread.Name);
                Visit(spread.Directives, spread);
                Leave(spread);
                break;
        }
    }

    private void Visit(FieldNode field)
    {
        var (outerField, outerType) = (Field, Type);
        Field = ParentType is null ? null : MetaFields.Find(schema, ParentType, field.Name.Value);
        Type = Field?.Type is { IsOutput: true } type ? type : null;
        Enter(field);
        Visit(field.Alias);
        Visit(field.Name);
        Visit(field.Arguments);
        Visit(field.Directives, field);
        if (field.SelectionSet is { } set)
        {
            Visit(set, field);
        }

        Leave(field);
        (Field, Type) = (outerField, outerType);
    }

    private void Visit(InlineFragmentNode inline)
    {
        var outer = Type;
        Type = inline.TypeCondition is { } condition ? OutputType(condition) : Type?.Named;
        Enter(inline);
        if (inline.TypeCondition is { } named)
        {
            Visit(named);
        }

        Visit(inline.Directives, inline);
        Visit(inline.SelectionSet, inline);
        Leave(inline);
        Type = outer;
    }

    private NamedType? OutputType(NamedTypeNode condition) =>
        schema.FindType(condition.Name.Value) is { IsOutput: true } type ? type : null;

    private void Enter<T>(T node)
        where T : SyntaxNode => Tell(entering[(int)KindOf<T>.Value], node);

    private void Leave<T>(T node)
        where T : SyntaxNode => Tell(leaving[(int)KindOf<T>.Value], node);

    private void Tell<T>(List<Delegate>? handlers, T node)
    {
        if (handlers is null)
        {
            return;
        }

        foreach (var handler in handlers)
        {
            if (Stopped)
            {
                return;
            }

            ((Action<T>)handler)(node);
        }
    }

    private static class KindOf<T>
        where T : SyntaxNode
    {
        /// <summary>The class of a node is named after its kind.</summary>
        public static readonly SyntaxKind Value = Enum.Parse<SyntaxKind>(typeof(T).Name[..^"Node".Length]);
    }
}
