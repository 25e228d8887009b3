using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Parser
{
    /// <summary>OperationDefinition : SelectionSet (spec 2.3).</summary>
    private OperationDefinitionNode ParseQueryShorthand()
    {
        var start = token;
        return new OperationDefinitionNode
        {
            Operation = OperationType.Query,
            SelectionSet = ParseSelectionSet(),
            Location = Since(start),
        };
    }

    /// <summary>OperationDefinition : Description? OperationType Name? VariablesDefinition? Directives? SelectionSet (spec 2.3).</summary>
    private OperationDefinitionNode ParseOperationDefinition()
    {
        var start = token;
        return new OperationDefinitionNode
        {
            Description = ParseDescription(),
            Operation = ParseOperationType(),
            Name = Peek(TokenKind.Name) ? ParseName() : null,
            VariableDefinitions = ParseVariableDefinitions(),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
            Location = Since(start),
        };
    }

    /// <summary>OperationType : one of `query` `mutation` `subscription` (spec 2.3).</summary>
    private OperationType ParseOperationType()
    {
        var name = Expect(TokenKind.Name);
        return source.AsSpan(name.Start, name.End - name.Start) switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw Unexpected(name),
        };
    }

    /// <summary>VariablesDefinition : ( VariableDefinition+ ) (spec 2.10).</summary>
    private ImmutableArray<VariableDefinitionNode> ParseVariableDefinitions() =>
        OptionalMany(TokenKind.ParenOpen, static parser => parser.ParseVariableDefinition(), TokenKind.ParenClose);

    /// <summary>VariableDefinition : Description? Variable : Type DefaultValue? Directives[Const]? (spec 2.10).</summary>
    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = token;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        return new VariableDefinitionNode
        {
            Description = description,
            Variable = variable,
            Type = ParseTypeReference(),
            DefaultValue = ParseDefaultValue(),
            Directives = ParseDirectives(isConst: true),
            Location = Since(start),
        };
    }

    /// <summary>DefaultValue : = Value[Const] (spec 2.10).</summary>
    private ValueNode? ParseDefaultValue() => Skip(TokenKind.EqualsSign) ? ParseValueLiteral(isConst: true) : null;

    /// <summary>SelectionSet : { Selection+ } (spec 2.4).</summary>
    private SelectionSetNode ParseSelectionSet()
    {
        var start = token;
        Enter();
        var selections = Many(TokenKind.BraceOpen, static parser => parser.ParseSelection(), TokenKind.BraceClose);
        Leave();
        return new SelectionSetNode { Selections = selections, Location = Since(start) };
    }

    /// <summary>Selection : Field | FragmentSpread | InlineFragment (spec 2.4).</summary>
    private SelectionNode ParseSelection() => Peek(TokenKind.Spread) ? ParseFragment() : ParseField();

    /// <summary>Field : Alias? Name Arguments? Directives? SelectionSet? (spec 2.5).</summary>
    private FieldNode ParseField()
    {
        var start = token;
        var nameOrAlias = ParseName();
        var aliased = Skip(TokenKind.Colon);
        return new FieldNode
        {
            Alias = aliased ? nameOrAlias : null,
            Name = aliased ? ParseName() : nameOrAlias,
            Arguments = ParseArguments(isConst: false),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = Peek(TokenKind.BraceOpen) ? ParseSelectionSet() : null,
            Location = Since(start),
        };
    }

    /// <summary>Arguments : ( Argument+ ) (spec 2.6).</summary>
    private ImmutableArray<ArgumentNode> ParseArguments(bool isConst) =>
        OptionalMany<ArgumentNode>(
            TokenKind.ParenOpen,
            isConst
                ? static parser => parser.ParseArgument(isConst: true)
                : static parser => parser.ParseArgument(isConst: false),
            TokenKind.ParenClose
        );

    /// <summary>Argument : Name : Value (spec 2.6).</summary>
    private ArgumentNode ParseArgument(bool isConst)
    {
        var start = token;
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new ArgumentNode
        {
            Name = name,
            Value = ParseValueLiteral(isConst),
            Location = Since(start),
        };
    }

    /// <summary>
    /// FragmentSpread : ... FragmentName Directives? (spec 2.8);
    /// InlineFragment : ... TypeCondition? Directives? SelectionSet (spec 2.8.2).
    /// </summary>
    private SelectionNode ParseFragment()
    {
        var start = token;
        Expect(TokenKind.Spread);
        var conditional = SkipKeyword("on");
        if (!conditional && Peek(TokenKind.Name))
        {
            return new FragmentSpreadNode
            {
                Name = ParseFragmentName(),
                Directives = ParseDirectives(isConst: false),
                Location = Since(start),
            };
        }

        return new InlineFragmentNode
        {
            TypeCondition = conditional ? ParseNamedType() : null,
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
            Location = Since(start),
        };
    }

    /// <summary>FragmentDefinition : Description? `fragment` FragmentName TypeCondition Directives? SelectionSet (spec 2.8).</summary>
    private FragmentDefinitionNode ParseFragmentDefinition()
    {
        var start = token;
        var description = ParseDescription();
        ExpectKeyword("fragment");
        var name = ParseFragmentName();
        var variables = limits.AllowLegacyFragmentVariables ? ParseVariableDefinitions() : [];
        ExpectKeyword("on");
        return new FragmentDefinitionNode
        {
            Description = description,
            Name = name,
            LegacyVariableDefinitions = variables,
            TypeCondition = ParseNamedType(),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
            Location = Since(start),
        };
    }

    /// <summary>FragmentName : Name but not `on` (spec 2.8).</summary>
    private NameNode ParseFragmentName() => PeekKeyword("on") ? throw Unexpected() : ParseName();

    /// <summary>Directives : Directive+ (spec 2.12).</summary>
    private ImmutableArray<DirectiveNode> ParseDirectives(bool isConst)
    {
        var applied = default(ItemBuffer<DirectiveNode>);
        while (Peek(TokenKind.At))
        {
            applied.Add(ParseDirective(isConst));
        }

        return applied.ToImmutable();
    }

    /// <summary>Directive : @ Name Arguments? (spec 2.12).</summary>
    private DirectiveNode ParseDirective(bool isConst)
    {
        var start = token;
        if (++appliedDirectives > limits.MaxDirectives)
        {
            throw OverLimit(
                start.Start,
                $"Document contains more than {limits.MaxDirectives} directives. Parsing aborted."
            );
        }

        Expect(TokenKind.At);
        return new DirectiveNode
        {
            Name = ParseName(),
            Arguments = ParseArguments(isConst),
            Location = Since(start),
        };
    }
}
