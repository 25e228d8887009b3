using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>A rule about type system documents; it overrides what it wants to see. <see cref="SdlValidator"/> calls it in document order.</summary>
internal abstract class SdlRule
{
    /// <summary>A schema definition or extension.</summary>
    public virtual void Schema(DefinitionNode node) { }

    /// <summary>The definition of a type.</summary>
    public virtual void TypeDefinition(TypeDefinitionNode node) { }

    /// <summary>The extension of a type.</summary>
    public virtual void TypeExtension(TypeExtensionNode node) { }

    /// <summary>The definition of a directive.</summary>
    public virtual void DirectiveDefinition(DirectiveDefinitionNode node) { }

    /// <summary>A type that is referred to by its name.</summary>
    public virtual void NamedType(NamedTypeNode node) { }

    /// <summary>All directives of one place: <paramref name="holder"/> is the definition, extension or member.</summary>
    public virtual void Directives(SyntaxNode holder, ImmutableArray<DirectiveNode> directives) { }

    /// <summary>One applied directive and the name of its location.</summary>
    public virtual void Directive(DirectiveNode node, string location) { }

    /// <summary>The same, after its arguments.</summary>
    public virtual void LeaveDirective(DirectiveNode node) { }

    /// <summary>An input object literal.</summary>
    public virtual void ObjectValue(ObjectValueNode node) { }
}
