using System.Text;

namespace PartnerGraph.GraphQL.Tests.Differential;

/// <summary>Random SDL: interfaces, unions, enums, inputs with defaults, lists in lists, arguments.</summary>
internal sealed class RandomSchema(Random random)
{
    private static readonly string[] Scalars = ["Int", "Float", "String", "Boolean", "ID", "Any"];

    private readonly List<string> outputs = [];
    private readonly StringBuilder sdl = new();

    // Every group of fields has names of its own, so that a type may take several groups.
    private int groups;

    public string Make()
    {
        var objects = Names("T", 3, 6);
        var interfaces = Names("I", 1, 2);
        outputs.AddRange(objects);
        outputs.AddRange(interfaces);
        outputs.Add("U0");
        sdl.AppendLine("scalar Any");
        sdl.AppendLine("enum E0 { RED GREEN BLUE }");
        sdl.AppendLine("enum E1 { ON OFF }");
        sdl.AppendLine($"input In1 {{ n: Int {Maybe("= 5")}  list: [Int!]  tag: E0 = RED }}");
        sdl.AppendLine(
            $"input In0 {{ text: String{Maybe("!")}  inner: In1  flag: Boolean = true  many: [[In1]]  id: ID }}"
        );
        sdl.AppendLine("input One @oneOf { a: Int  b: String  c: In1 }");
        var shared = interfaces.ToDictionary(name => name, _ => Fields(1, 2, "i"), StringComparer.Ordinal);
        foreach (var name in interfaces)
        {
            sdl.AppendLine($"interface {name} {{ {shared[name]} {Own(name, shared)} }}");
        }

        foreach (var name in objects)
        {
            var mine = interfaces.Where(_ => random.Next(2) == 0 || name == "T0").ToList();
            var implements = mine.Count == 0 ? "" : $" implements {string.Join(" & ", mine)}";
            var copied = string.Concat(mine.Select(each => $"{shared[each]} {Own(each, shared)} "));
            sdl.AppendLine($"type {name}{implements} {{ {copied}{Fields(2, 4, "f")} }}");
        }

        sdl.AppendLine($"union U0 = {string.Join(" | ", objects.Where(name => name == "T0" || random.Next(2) == 0))}");
        sdl.AppendLine($"type Query {{ {Fields(4, 7, "q")} }}");
        sdl.AppendLine($"type Mutation {{ {Fields(2, 4, "m")} }}");
        return sdl.ToString();
    }

    // Interfaces have field names of their own, so that one type may implement both.
    private static string Own(string name, Dictionary<string, string> shared) =>
        shared[name].Contains($"{name}x", StringComparison.Ordinal) ? "" : $"{name}x: Int";

    private string Fields(int least, int most, string prefix)
    {
        var unique = $"{prefix}{groups++}_";
        return string.Join(
            "  ",
            Enumerable
                .Range(0, random.Next(least, most + 1))
                .Select(at => $"{unique}{at}{Arguments()}: {Wrap(OutputType(at))}")
        );
    }

    private string OutputType(int at) =>
        at % 2 == 0 || random.Next(4) == 0
            ? outputs[random.Next(outputs.Count)]
            : random.Next(4) switch
            {
                0 => "E0",
                _ => Scalars[random.Next(Scalars.Length)],
            };

    private string Arguments() =>
        random.Next(5) switch
        {
            0 => $"(a: {Wrap("Int")}, e: E0{Maybe(" = GREEN")})",
            1 => $"(in: In0{Maybe("!")}, s: String{Maybe(" = \"d\"")}, f: Float = 1.5)",
            2 when random.Next(2) == 0 => "(one: One, any: Any, ids: [ID!] = [\"1\", 2])",
            _ => "",
        };

    private string Wrap(string type) =>
        random.Next(10) switch
        {
            0 => $"{type}!",
            1 => $"[{type}]",
            2 => $"[{type}!]!",
            3 => $"[{type}!]",
            4 => $"[[{type}]]",
            5 when random.Next(2) == 0 => $"[[{type}!]!]",
            _ => type,
        };

    private string Maybe(string text) => random.Next(2) == 0 ? text : "";

    private List<string> Names(string prefix, int least, int most) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(at => $"{prefix}{at}")];
}
