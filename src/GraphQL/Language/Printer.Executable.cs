using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

public sealed partial class Printer
{
    private void WriteExecutable(SyntaxNode node)
    {
        switch (node)
        {
            case OperationDefinitionNode operation:
                WriteOperation(operation);
                break;
            case FragmentDefinitionNode fragment:
                WriteDescription(fragment.Description);
                Write("fragment ", fragment.Name.Value);
                WriteJoined(fragment.LegacyVariableDefinitions, ", ", "(", ")");
                Write(" on ", fragment.TypeCondition.Name.Value);
                WriteDirectives(fragment.Directives);
                WriteBlock(fragment.SelectionSet.Selections);
                break;
            case VariableDefinitionNode variable:
                WriteDescription(variable.Description);
                Write(variable.Variable);
                Write(": ");
                Write(variable.Type);
                WriteDefault(variable.DefaultValue);
                WriteDirectives(variable.Directives);
                break;
            case SelectionSetNode set:
                WriteBlock(set.Selections, before: "");
                break;
            case FieldNode field:
                WriteField(field);
                break;
            case FragmentSpreadNode spread:
                Write("...", spread.Name.Value);
                WriteDirectives(spread.Directives);
                break;
            case InlineFragmentNode inline:
                Write("...");
                if (inline.TypeCondition is { } condition)
                {
                    Write(" on ", condition.Name.Value);
                }

                WriteDirectives(inline.Directives);
                WriteBlock(inline.SelectionSet.Selections);
                break;
        }
    }

    /// <summary>A query without name, variables, directives and description is printed in its short form (spec 2.3).</summary>
    private void WriteOperation(OperationDefinitionNode operation)
    {
        var isShort =
            operation.Operation == OperationType.Query
            && operation.Name is null
            && operation.Description is null
            && operation.Directives.IsEmpty
            && operation.VariableDefinitions.IsEmpty
            && !StandsAfterOpenDefinition();
        if (!isShort)
        {
            WriteDescription(operation.Description);
            Write(Keyword(operation.Operation));
            var prefixed = operation.Name is not null || !operation.VariableDefinitions.IsEmpty;
            Write(prefixed ? " " : "", operation.Name?.Value ?? "");
            WriteVariableDefinitions(operation.VariableDefinitions);
            WriteDirectives(operation.Directives);
        }

        WriteBlock(operation.SelectionSet.Selections, before: isShort ? "" : " ");
    }

    /// <summary>A type without a body would take the short form's braces for its own; the reference prints it nevertheless.</summary>
    private bool StandsAfterOpenDefinition()
    {
        var at = text.Length - 1;
        while (at >= 0 && text[at] == '\n')
        {
            at--;
        }

        return at >= 0 && text[at] != '}';
    }

    private void WriteVariableDefinitions(IReadOnlyList<VariableDefinitionNode> variables)
    {
        if (AnyOnSeveralLines(variables))
        {
            WriteJoined(variables, "\n", "(\n", "\n)");
        }
        else
        {
            WriteJoined(variables, ", ", "(", ")");
        }
    }

    /// <summary>Arguments stand on one line, or each on its own where that line would be too long.</summary>
    private void WriteField(FieldNode field)
    {
        var name = field.Alias is { } alias ? $"{alias.Value}: {field.Name.Value}" : field.Name.Value;
        Write(name);
        if (name.Length + LengthOnOneLine(field.Arguments) > LongestLine)
        {
            Write("(");
            WriteIndented(field.Arguments);
            Write(")");
        }
        else
        {
            WriteJoined(field.Arguments, ", ", "(", ")");
        }

        WriteDirectives(field.Directives);
        if (field.SelectionSet is { } set)
        {
            WriteBlock(set.Selections);
        }
    }

    private static int LengthOnOneLine(IReadOnlyList<ArgumentNode> arguments)
    {
        const int separator = 2;
        return arguments.Count == 0 ? 0 : arguments.Sum(argument => Print(argument).Length + separator);
    }

    private void WriteDefault(ValueNode? value)
    {
        if (value is not null)
        {
            Write(" = ");
            Write(value);
        }
    }

    private static bool AnyOnSeveralLines(IReadOnlyList<SyntaxNode> nodes) =>
        nodes.Any(node => Print(node).Contains('\n', StringComparison.Ordinal));

    private static string Keyword(OperationType operation) =>
        operation switch
        {
            OperationType.Query => "query",
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
        };
}
