using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation;

/// <summary>A rule of section 5: it says which nodes it wants to see, and reports what is wrong with them.</summary>
internal abstract class ValidationRule(ValidationContext context)
{
    protected ValidationContext Context { get; } = context;

    protected TypedWalk Walk => Context.Walk;

    protected Schema Schema => Context.Schema;

    /// <summary>Asks the walk for the nodes that the rule is about.</summary>
    public abstract void Attach();

    protected void Report(string message, params ReadOnlySpan<SyntaxNode?> nodes) => Context.Report(message, nodes);
}
