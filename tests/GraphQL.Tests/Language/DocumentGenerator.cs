using System.Text;

namespace PartnerGraph.GraphQL.Tests.Language;

/// <summary>Makes documents that follow the executable grammar, with every kind of value, type and description.</summary>
internal sealed class DocumentGenerator(Random random)
{
    private static readonly string[] Names = ["a", "b", "on", "query", "type", "_x1", "fragment", "Long_name_2"];
    private static readonly string[] Pieces =
    [
        "a",
        "\"",
        "\\",
        "\n",
        " ",
        "\t",
        "é",
        "😀",
        "\"\"\"",
        "word",
        "  ",
        "\u0007",
    ];

    public static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(8); i > 0; i--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    public string Next()
    {
        var text = new StringBuilder();
        for (var i = 1 + random.Next(3); i > 0; i--)
        {
            text.Append(Description());
            text.Append(
                random.Next(3) switch
                {
                    0 => $"fragment {FragmentName()} on {Name()}{Directives()}{Selections(3)}",
                    1 => $"query {Name()}{Variables()}{Directives()}{Selections(4)}",
                    _ => $"mutation{Variables()}{Directives()}{Selections(2)}",
                }
            );
            text.Append('\n');
        }

        return text.ToString();
    }

    private string Selections(int depth) => $"{{ {Repeat(1, 4, () => Selection(depth), " ")} }}";

    private string Selection(int depth) =>
        random.Next(8) switch
        {
            0 when depth > 0 => $"... on {Name()}{Directives()}{Selections(depth - 1)}",
            1 when depth > 0 => $"...{Directives()}{Selections(depth - 1)}",
            2 => $"...{FragmentName()}{Directives()}",
            3 => $"{Name()}: {Name()}{Arguments(depth)}{Directives()}",
            _ when depth > 0 && random.Next(2) == 0 => $"{Name()}{Arguments(2)}{Selections(depth - 1)}",
            _ => Name() + Arguments(depth),
        };

    private string Arguments(int depth) =>
        random.Next(3) == 0 ? $"({Repeat(1, 5, () => $"{Name()}: {Value(depth, constant: false)}", ", ")})" : "";

    private string Directives() => random.Next(4) == 0 ? $" @{Name()}{Arguments(1)} " : " ";

    private string Variables() =>
        random.Next(2) == 0
            ? $"({Repeat(1, 3, () => $"{Description()}${Name()}: {Type()} = {Value(2, constant: true)}", " ")})"
            : "";

    private string Type() =>
        random.Next(4) switch
        {
            0 => $"[{Type()}]",
            1 => $"[{Type()}]!",
            2 => Name() + "!",
            _ => Name(),
        };

    private string Value(int depth, bool constant) =>
        random.Next(11) switch
        {
            0 => "-12",
            1 => "1.5e-3",
            2 => GraphQL.Language.QuotedString.Print(Text(random)),
            3 => Block(),
            4 => "true",
            5 => "null",
            6 => "ENUM",
            7 when depth > 0 => $"[{Repeat(0, 3, () => Value(depth - 1, constant), " ")}]",
            8 when depth > 0 => $"{{{Repeat(0, 3, () => $"{Name()}: {Value(depth - 1, constant)}", " ")}}}",
            9 when !constant => "$" + Name(),
            _ => "0",
        };

    private string Description() => random.Next(4) == 0 ? Block() + " " : "";

    private string Block()
    {
        var text = Text(random);
        return GraphQL.Language.BlockString.IsPrintable(text)
            ? GraphQL.Language.BlockString.Print(text)
            : "\"\"\"d\"\"\"";
    }

    private string Name() => Names[random.Next(Names.Length)];

    private string FragmentName() => Name() is var name && name == "on" ? "F" : name;

    private string Repeat(int least, int most, Func<string> make, string separator) =>
        string.Join(separator, Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make()));
}
