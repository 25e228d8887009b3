using System.Runtime.CompilerServices;
using System.Text;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Language;

/// <summary>Prints syntax trees in the usual layout; reading the text again gives an equal tree (spec 2 and 3).</summary>
public sealed partial class Printer
{
    private const int LongestLine = 80;

    private readonly StringBuilder text = new();
    private int level;

    private Printer() { }

    /// <summary>The text of any node (spec 2 and 3).</summary>
    public static string Print(SyntaxNode node)
    {
        var printer = new Printer();
        printer.Write(node);
        return printer.text.ToString();
    }

    private void Write(SyntaxNode node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case DocumentNode document:
                WriteJoined(document.Definitions, "\n\n");
                break;
            case NameNode name:
                Write(name.Value);
                break;
            case ValueNode value:
                WriteValue(value);
                break;
            case ObjectFieldNode field:
                Write(field.Name.Value, ": ", field.Value);
                break;
            case ArgumentNode argument:
                Write(argument.Name.Value, ": ", argument.Value);
                break;
            case DirectiveNode directive:
                Write("@", directive.Name.Value);
                WriteJoined(directive.Arguments, ", ", "(", ")");
                break;
            case TypeNode type:
                WriteType(type);
                break;
            case CoordinateNode coordinate:
                WriteCoordinate(coordinate);
                break;
            case ExecutableDefinitionNode or SelectionNode or SelectionSetNode or VariableDefinitionNode:
                WriteExecutable(node);
                break;
            case TypeSystemExtensionNode extension:
                WriteExtension(extension);
                break;
            default:
                WriteTypeSystem(node);
                break;
        }
    }

    private void WriteValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                Write("$", variable.Name.Value);
                break;
            case IntValueNode number:
                Write(number.Value);
                break;
            case FloatValueNode number:
                Write(number.Value);
                break;
            case StringValueNode { Block: true } block:
                Write(BlockString.Print(block.Value));
                break;
            case StringValueNode quoted:
                Write(QuotedString.Print(quoted.Value));
                break;
            case BooleanValueNode boolean:
                Write(boolean.Value ? "true" : "false");
                break;
            case NullValueNode:
                Write("null");
                break;
            case EnumValueNode name:
                Write(name.Value);
                break;
            case ListValueNode list:
                Write("[");
                WriteJoined(list.Values, ", ");
                Write("]");
                break;
            case ObjectValueNode @object:
                Write("{");
                WriteJoined(@object.Fields, ", ");
                Write("}");
                break;
        }
    }

    private void WriteType(TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named:
                Write(named.Name.Value);
                break;
            case ListTypeNode list:
                Write("[");
                Write(list.Type);
                Write("]");
                break;
            case NonNullTypeNode nonNull:
                Write(nonNull.Type);
                Write("!");
                break;
        }
    }

    private void WriteCoordinate(CoordinateNode coordinate) =>
        Write(
            coordinate switch
            {
                MemberCoordinateNode member => $"{member.Name}.{member.MemberName}",
                ArgumentCoordinateNode argument => $"{argument.Name}.{argument.FieldName}({argument.ArgumentName}:)",
                DirectiveCoordinateNode => $"@{coordinate.Name}",
                DirectiveArgumentCoordinateNode argument => $"@{argument.Name}({argument.ArgumentName}:)",
                _ => coordinate.Name.Value,
            }
        );

    private void WriteDirectives(IReadOnlyList<DirectiveNode> directives) => WriteJoined(directives, " ", " ");

    private void WriteDescription(StringValueNode? description)
    {
        if (description is not null)
        {
            Write(description);
            Write("\n");
        }
    }

    /// <summary>The nodes each on a line of their own in braces; nothing where there are none.</summary>
    private void WriteBlock(IReadOnlyList<SyntaxNode> nodes, string before = " ")
    {
        if (nodes.Count == 0)
        {
            return;
        }

        Write(before);
        Write("{");
        WriteIndented(nodes);
        Write("}");
    }

    private void WriteIndented(IReadOnlyList<SyntaxNode> nodes)
    {
        level++;
        foreach (var node in nodes)
        {
            Write("\n");
            Write(node);
        }

        level--;
        Write("\n");
    }

    private void WriteJoined(IReadOnlyList<SyntaxNode> nodes, string separator, string before = "", string after = "")
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            Write(i == 0 ? before : separator);
            Write(nodes[i]);
        }

        Write(nodes.Count > 0 ? after : "");
    }

    private void Write(string before, string between, SyntaxNode after)
    {
        Write(before);
        Write(between);
        Write(after);
    }

    private void Write(string first, string second)
    {
        Write(first);
        Write(second);
    }

    /// <summary>Every line but the first begins with the current indentation, those inside block strings too.</summary>
    private void Write(string part)
    {
        var rest = part.AsSpan();
        for (var end = rest.IndexOf('\n'); end >= 0; end = rest.IndexOf('\n'))
        {
            text.Append(rest[..(end + 1)]).Append(' ', 2 * level);
            rest = rest[(end + 1)..];
        }

        text.Append(rest);
    }
}
