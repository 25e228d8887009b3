using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation;

internal sealed partial class TypedWalk
{
    private void Visit(NameNode? name)
    {
        if (name is not null)
        {
            Enter(name);
            Leave(name);
        }
    }

    private void Visit(ImmutableArray<DirectiveNode> directives, SyntaxNode owner)
    {
        foreach (var directive in directives)
        {
            Owner = owner;
            Directive = schema.FindDirective(directive.Name.Value);
            Enter(directive);
            Visit(directive.Name);
            Visit(directive.Arguments);
            Leave(directive);
            Directive = null;
        }
    }

    private void Visit(ImmutableArray<ArgumentNode> arguments)
    {
        foreach (var argument in arguments)
        {
            Argument = (Directive?.Arguments ?? Field?.Arguments)?.Find(argument.Name.Value);
            var outer = Push(Argument);
            Enter(argument);
            Visit(argument.Name);
            VisitValue(argument.Value);
            Leave(argument);
            Argument = null;
            Pop(outer);
        }
    }

    private void VisitValue(ValueNode value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case VariableNode node:
                Visit(node);
                break;
            case ListValueNode node:
                Visit(node);
                break;
            case ObjectValueNode node:
                Visit(node);
                break;
            case IntValueNode node:
                EnterAndLeave(node);
                break;
            case FloatValueNode node:
                EnterAndLeave(node);
                break;
            case StringValueNode node:
                EnterAndLeave(node);
                break;
            case BooleanValueNode node:
                EnterAndLeave(node);
                break;
            case NullValueNode node:
                EnterAndLeave(node);
                break;
            case EnumValueNode node:
                EnterAndLeave(node);
                break;
        }
    }

    private void Visit(VariableNode variable)
    {
        Enter(variable);
        Visit(variable.Name);
        Leave(variable);
    }

    /// <summary>Within a list the input type is that of its items, for the list's own entering and leaving too.</summary>
    private void Visit(ListValueNode list)
    {
        var item = InputType?.Nullable is ListType type ? type.OfType : InputType?.Nullable;
        var outer = Push(item, hasDefault: false);
        Enter(list);
        foreach (var value in list.Values)
        {
            VisitValue(value);
        }

        Leave(list);
        Pop(outer);
    }

    private void Visit(ObjectValueNode @object)
    {
        Enter(@object);
        var type = InputType?.Named as InputObjectType;
        foreach (var field in @object.Fields)
        {
            var outer = Push(type?.Fields.Find(field.Name.Value));
            Enter(field);
            Visit(field.Name);
            VisitValue(field.Value);
            Leave(field);
            Pop(outer);
        }

        Leave(@object);
    }

    private void VisitType(TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named:
                Visit(named);
                break;
            case ListTypeNode list:
                Enter(list);
                VisitType(list.Type);
                Leave(list);
                break;
            case NonNullTypeNode nonNull:
                Enter(nonNull);
                VisitType(nonNull.Type);
                Leave(nonNull);
                break;
        }
    }

    private void Visit(NamedTypeNode named)
    {
        Enter(named);
        Visit(named.Name);
        Leave(named);
    }

    private (GraphQLType? Type, GraphQLType? Parent, bool HasDefault) Push(InputValue? place) =>
        Push(place?.Type is { IsInput: true } type ? type : null, place?.DefaultValue is not null);

    private (GraphQLType? Type, GraphQLType? Parent, bool HasDefault) Push(GraphQLType? type, bool hasDefault)
    {
        var outer = (InputType, ParentInputType, LocationHasDefault);
        (InputType, ParentInputType, LocationHasDefault) = (type, InputType, hasDefault);
        return outer;
    }

    private void Pop((GraphQLType? Type, GraphQLType? Parent, bool HasDefault) outer) =>
        (InputType, ParentInputType, LocationHasDefault) = outer;

    private void EnterAndLeave<T>(T node)
        where T : SyntaxNode
    {
        Enter(node);
        Leave(node);
    }
}
