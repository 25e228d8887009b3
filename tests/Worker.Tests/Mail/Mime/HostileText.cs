using System.Globalization;
using System.Text;

namespace PartnerGraph.Worker.Tests.Mail.Mime;

/// <summary>Fifty names that try to break out of a header, a body or a line.</summary>
public static class HostileText
{
    private static readonly string[] Texts =
    [
        "Anna\r\nBcc: eve@evil.example",
        "Anna\nBcc: eve@evil.example",
        "Anna\rBcc: eve@evil.example",
        "Anna\r\n\r\n<script>alert(1)</script>",
        "\r\n.\r\nMAIL FROM:<eve@evil.example>",
        "\r\n.\r\n",
        ".",
        "..",
        ".\r\nQUIT",
        "Anna\u2028Bcc: eve@evil.example",
        "Anna\u2029Bcc: eve@evil.example",
        "Anna\u0085Bcc: eve@evil.example",
        "Anna\u000BBcc: eve@evil.example",
        "Anna\u000CBcc: eve@evil.example",
        "Anna\0Bcc: eve@evil.example",
        "\u0001\u0002\u0003\u001B[31mred",
        "\u007F\u0080\u009F",
        "=?utf-8?Q?=0D=0ABcc:_eve@evil.example?=",
        "=?utf-8?B?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=",
        "=?utf-8?Q?open",
        "?= ?= =?",
        "\"Anna\" <eve@evil.example>",
        "Anna\" <eve@evil.example>, \"",
        "Anna\\",
        "Anna\\\"",
        "Anna (comment) <x>",
        "Anna, Eve; Mallory: group",
        "<img src=x onerror=alert(1)>",
        "</style><script>alert(1)</script>",
        "{{7*7}} ${7*7} @(7*7) <%= 7*7 %>",
        "&lt;b&gt; & &amp;",
        "javascript:alert(1)",
        "Анна\r\nСкрытая: да",
        "Анна Петрова из общества с ограниченной ответственностью «Очень длинное название, которое не помещается в строку»",
        "日本語の名前がとても長いのでエンコードされた単語をいくつも必要とします、はい、そうです、本当に",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
        "\uD83D alone",
        "alone \uDC00",
        "\uD83D\r\nBcc: eve@evil.example",
        "\u202Emoc.elpmaxe@live",
        "\u2066isolated\u2069 \u200Fmark",
        "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
        "   leading and trailing   ",
        "tab\tand\t\ttabs",
        "",
        " ",
        new string('x', 1500),
        new string('.', 200),
        string.Join(' ', Enumerable.Repeat("word", 300)),
        "x\"" + new string('\\', 150),
        "--=_019aab3c\r\nContent-Type: text/html\r\n\r\n<b>",
    ];

    public static TheoryData<string> All => [.. Texts];

    public static bool IsBlank(string text) => AsOneLine(text).Length == 0;

    /// <summary>What a reader may see of it: controls and separators as one space, direction marks gone, broken halves replaced.</summary>
    public static string AsOneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if ("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200E\u200F".EnumerateRunes().Contains(rune))
                continue;
            var blank = Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;
            line.Append(blank ? " " : rune.ToString());
        }
        return string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
