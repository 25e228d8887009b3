using System.Text;
using PartnerGraph.GraphQL.Tests.Language;

namespace PartnerGraph.GraphQL.Tests.Fuzz;

/// <summary>Sources that chance made, each kind closer to the grammar than the one before.</summary>
internal enum TextKind
{
    Bytes,
    Characters,
    Tokens,
    DamagedDocument,
    DamagedOperation,
    DamagedSchema,
}

/// <summary>Makes them. The same random numbers give the same texts.</summary>
internal static class RandomTexts
{
    private static readonly string[] Tokens =
    [
        "#c\n",
        .. Split(
            """"
            { } ( ) [ ] : = @ ! $ & | ... query mutation subscription fragment on type interface union enum input scalar directive
            schema extend implements repeatable true null a B __typename 1 -2.5e3 "s" """b"""
            """"
        ),
    ];

    private static readonly string[] OperationWords = Split(
        """
        { } ( ) : [ ] ... on $a @once @skip(if:$a) dog cat pet animal name age mother barks Dog Cat Pet Animal find filter any value
        byKey key 1 null "s" SIT F G nope __typename {name} {...F} (a:1)
        """
    );

    private static readonly string[] SchemaWords = Split(
        """
        { } ( ) : ! [ ] = & | @deprecated @oneOf @specifiedBy(url:"u") on type interface union enum input scalar directive schema extend
        implements Query Named Animal Dog Cat Pet Filter Key Command Int String query name age not "d" 1 null SIT __A
        """
    );

    private static readonly string[] Operations =
    [
        "query($a: Boolean!) { dog @skip(if: $a) { name ...F } pet { ... on Cat { n: name mother { age } } } } fragment F on Dog { barks ...G } fragment G on Animal { age mother { name } }",
        "query($a: Filter, $b: [ID!]) { find(filter: $a, ids: $b, limit: 3) { name } byKey(key: { id: 1 }) { age } any(value: { a: [1, { b: null }] }) }",
        "subscription { born { name } } mutation M { feed(amount: 1.5) } { animal { ... { name } } }",
    ];

    public static string Next(Random random, TextKind kind) =>
        kind switch
        {
            TextKind.Bytes => Bytes(random),
            TextKind.Characters => Characters(random),
            TextKind.Tokens => string.Join(
                ' ',
                Enumerable.Range(0, Length(random, 60)).Select(_ => Tokens[random.Next(Tokens.Length)])
            ),
            TextKind.DamagedDocument => DamagedDocument(random),
            TextKind.DamagedOperation => Damaged(Operations[random.Next(Operations.Length)], OperationWords, random),
            TextKind.DamagedSchema => Damaged(Validation.Animals.Sdl, SchemaWords, random),
        };

    private static string Bytes(Random random)
    {
        var bytes = new byte[Length(random, 200)];
        random.NextBytes(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private static string Characters(Random random)
    {
        var text = new char[Length(random, 100)];
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(128));
        }

        return new string(text);
    }

    private static string DamagedDocument(Random random)
    {
        var text = new StringBuilder(new DocumentGenerator(random).Next());
        for (var damage = random.Next(4); damage >= 0 && text.Length > 0; damage--)
        {
            text[random.Next(text.Length)] = Tokens[random.Next(Tokens.Length)][0];
        }

        return text.ToString();
    }

    /// <summary>Words replaced, put in between and repeated; mostly a name by a name, so that the grammar often still fits.</summary>
    private static string Damaged(string text, string[] words, Random random)
    {
        var damaged = new List<string>(Split(text));
        for (var damage = random.Next(5); damage > 0; damage--)
        {
            var at = random.Next(damaged.Count);
            var word = words[random.Next(words.Length)];
            switch (random.Next(6))
            {
                case 0:
                    damaged.Insert(at, word);
                    break;
                case 1:
                    damaged.Insert(at, damaged[random.Next(damaged.Count)]);
                    break;
                default:
                    damaged[at] = IsName(word) == IsName(damaged[at]) ? word : damaged[at];
                    break;
            }
        }

        return string.Join(' ', damaged);
    }

    private static bool IsName(string word) => char.IsAsciiLetter(word[0]);

    /// <summary>Short, but for one in a hundred that is fifty times as long.</summary>
    private static int Length(Random random, int usual) => random.Next(random.Next(100) == 0 ? 50 * usual : usual);

    private static string[] Split(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
