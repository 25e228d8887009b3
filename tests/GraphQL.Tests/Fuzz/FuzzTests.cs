using System.Text;
using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.Tests.Language;

public sealed class FuzzTests
{
    private const int Seed = 20250901;
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(30);

    private static readonly string[] Tokens =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ":",
        "=",
        "@",
        "!",
        "$",
        "&",
        "|",
        "...",
        "query",
        "mutation",
        "subscription",
        "fragment",
        "on",
        "type",
        "interface",
        "union",
        "enum",
        "input",
        "scalar",
        "directive",
        "schema",
        "extend",
        "implements",
        "repeatable",
        "true",
        "null",
        "a",
        "B",
        "__typename",
        "1",
        "-2.5e3",
        "\"s\"",
        "\"\"\"b\"\"\"",
        "#c\n",
    ];

    [Fact]
    public Task Random_bytes_give_a_document_or_a_syntax_error() =>
        Within(
            Watchdog,
            random =>
            {
                var bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
                return Encoding.UTF8.GetString(bytes);
            }
        );

    [Fact]
    public Task Random_characters_of_any_kind_give_a_document_or_a_syntax_error() =>
        Within(
            Watchdog,
            random =>
            {
                var text = new char[random.Next(100)];
                for (var i = 0; i < text.Length; i++)
                {
                    text[i] = (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(128));
                }

                return new string(text);
            }
        );

    [Fact]
    public Task Random_tokens_give_a_document_or_a_syntax_error() =>
        Within(
            Watchdog,
            random =>
                string.Join(' ', Enumerable.Range(0, random.Next(60)).Select(_ => Tokens[random.Next(Tokens.Length)]))
        );

    [Fact]
    public Task Damaged_documents_give_a_document_or_a_syntax_error() =>
        Within(
            Watchdog,
            random =>
            {
                var text = new StringBuilder(new DocumentGenerator(random).Next());
                for (var i = random.Next(4); i >= 0 && text.Length > 0; i--)
                {
                    text[random.Next(text.Length)] = Tokens[random.Next(Tokens.Length)][0];
                }

                return text.ToString();
            }
        );

    private static async Task Within(TimeSpan limit, Func<Random, string> make)
    {
        var random = new Random(Seed);
        var read = 0;
        var work = Task.Run(
            () =>
            {
                for (var i = 0; i < 5_000; i++)
                {
                    read += Reads(make(random)) ? 1 : 0;
                }
            },
            TestContext.Current.CancellationToken
        );

        await work.WaitAsync(limit, TestContext.Current.CancellationToken);
        read.ShouldBeLessThan(5_000);
    }

    /// <summary>Whatever was read is also printed and read again.</summary>
    private static bool Reads(string source)
    {
        try
        {
            Parser.Parse(Printer.Print(Parser.Parse(source)));
            return true;
        }
        catch (GraphQLSyntaxException)
        {
            return false;
        }
    }
}
