using System.Globalization;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>A good line of the file. The password is null where an earlier line of the same user gave it.</summary>
public sealed record MembershipLine(int Number, string UserName, string? Password, MembershipProfile Profile);

/// <summary>A line that cannot be imported, and why.</summary>
public sealed record BadLine(int Number, string Problem)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Number}: {Problem}");
}

/// <summary>
/// The registry's file (R13 to R16): a header, then a line an MPN ID. Columns in any order: userName, password, mpnId, organizationName,
/// country, active, and as they like domain, incentives, benefits, competencies (lists with "|").
/// </summary>
public sealed class MembershipCsv
{
    private static readonly string[] Required =
    [
        "userName",
        "password",
        "mpnId",
        "organizationName",
        "country",
        "active",
    ];
    private static readonly string[] Optional = ["domain", "incentives", "benefits", "competencies"];

    private readonly List<MembershipLine> lines = [];
    private readonly List<BadLine> bad = [];
    private readonly Dictionary<string, (string Password, int Line)> passwords = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> mpnIds = new(StringComparer.Ordinal);

    public IReadOnlyList<MembershipLine> Lines => lines;

    public IReadOnlyList<BadLine> BadLines => bad;

    public static MembershipCsv Read(TextReader reader)
    {
        var csv = new MembershipCsv();
        var records = CsvReader.Records(reader).GetEnumerator();
        if (!records.MoveNext() || csv.Columns(records.Current) is not { } columns)
        {
            csv.bad.Add(new BadLine(1, $"the header must name the columns {string.Join(",", Required)}"));
            return csv;
        }
        while (records.MoveNext())
        {
            csv.Take(records.Current, columns);
        }
        return csv;
    }

    private Dictionary<string, int>? Columns(CsvRecord header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, name) in header.Fields.Index())
        {
            var known = Required.Concat(Optional).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);
            if (!known || !columns.TryAdd(name.Trim(), index))
            {
                bad.Add(new BadLine(header.Line, $"the column '{name.Trim()}' is unknown or there twice"));
                return null;
            }
        }
        return Required.All(columns.ContainsKey) ? columns : null;
    }

    private void Take(CsvRecord record, Dictionary<string, int> columns)
    {
        if (record.Problem is not null)
        {
            bad.Add(new BadLine(record.Line, record.Problem));
            return;
        }
        if (record.Fields.Count != columns.Count)
        {
            bad.Add(new BadLine(record.Line, $"it has {record.Fields.Count} fields, the header has {columns.Count}"));
            return;
        }
        string Field(string name) => columns.TryGetValue(name, out var index) ? record.Fields[index].Trim() : "";
        var problem = Check(record.Line, Field, columns, record, out var line);
        if (problem is not null)
        {
            bad.Add(new BadLine(record.Line, problem));
            return;
        }
        lines.Add(line!);
    }

    private string? Check(
        int number,
        Func<string, string> field,
        Dictionary<string, int> columns,
        CsvRecord record,
        out MembershipLine? line
    )
    {
        line = null;
        var userName = MembershipNames.Normal(field("userName"));
        // As it stands: blanks may belong to a password.
        var password = record.Fields[columns["password"]];
        var mpnId = field("mpnId");
        if (userName.Length == 0 || mpnId.Length == 0 || field("organizationName").Length == 0)
        {
            return "userName, mpnId and organizationName must not be empty";
        }
        if (
            userName.Length > 254
            || mpnId.Length > 50
            || field("organizationName").Length > 200
            || field("domain").Length > 253
        )
        {
            return "userName (254), mpnId (50), organizationName (200) or domain (253) is too long";
        }
        if (!CountryCode.TryParse(field("country"), out var country))
        {
            return $"'{field("country")}' is no country code";
        }
        if (!TryReadFlag(field("active"), out var active))
        {
            return $"active is '{field("active")}'; it must be true or false";
        }
        string? domain = null;
        if (field("domain").Length > 0 && !DomainName.TryNormalize(field("domain"), out domain))
        {
            return $"'{field("domain")}' is no domain";
        }
        if (mpnIds.TryGetValue(mpnId, out var earlier))
        {
            return $"the mpnId '{mpnId}' stands in line {earlier} already";
        }
        if (PasswordProblem(userName, password) is { } problem)
        {
            return problem;
        }
        mpnIds.Add(mpnId, number);
        var isFirst = passwords.TryAdd(userName, (password, number));
        var profile = new MembershipProfile(
            mpnId,
            field("organizationName"),
            country,
            active,
            domain,
            List(field("incentives")),
            List(field("benefits")),
            List(field("competencies"))
        );
        line = new MembershipLine(number, userName, isFirst ? password : null, profile);
        return null;
    }

    /// <summary>Lines of one user share its password: later ones may leave it out, but not contradict.</summary>
    private string? PasswordProblem(string userName, string password)
    {
        if (!passwords.TryGetValue(userName, out var known))
        {
            return password.Length == 0 ? "the password must not be empty" : null;
        }
        var agrees = password.Length == 0 || string.Equals(password, known.Password, StringComparison.Ordinal);
        return agrees ? null : $"the password is not the one that line {known.Line} gives the same user";
    }

    private static bool TryReadFlag(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "true" or "yes" or "1";
        return value || text.ToLowerInvariant() is "false" or "no" or "0";
    }

    private static List<string> List(string text) =>
        [.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
