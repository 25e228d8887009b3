using System.Text;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>The matrix for people who review it: fields of one type that are answered alike stand on one line.</summary>
public static class MatrixText
{
    private const int Width = 160;

    private const string Legend = """
        Who gets what, found out by asking for every field of schema.graphql in the demo world. Not to be edited: `make accept-matrix` writes it.

        Columns, a letter for each caller:
          a t      the anonymous; a global admin and admin agent with a temporary password
          reseller provider customer operator
                   nine users each: not an agent, helpdesk agent, admin agent; of each three: not an admin, user management admin, global admin
          p        a global admin and admin agent of a reseller that is not approved
          rwe      API tokens for READ, WRITE and EVENTS of a reseller's global admin and admin agent
          RC       who acts in an account that is not their own: a provider's global admin in a reseller's, a reseller's admin agent in a customer's
        Rows, for each type:
          root     asked for without an id: the fields of the query type and what stands below them
          own      a thing that no other organization but the operator sees, or the organization itself
          shared   a thing that the organization sees, and another one does
          named    a thing that one of these names, looked at from there
          foreign  a thing that the organization does not see
        Letters:
          +  answered; a mutation would have written          0  null, without an error
          F  FORBIDDEN     U  UNAUTHENTICATED                 P  PASSWORD_CHANGE_REQUIRED
          N  the mutation knows nothing with that id          r  the mutation is refused by another rule than the roles'
          .  not reached: what it belongs to is not answered
        """;

    public static string Of(AccessMatrix matrix, GraphQL.TypeSystem.Schema schema)
    {
        var text = new StringBuilder(Legend).Append("\n\n").Append(Heading(matrix)).Append('\n');
        var rows = matrix.Rows.ToLookup(row => row.Coordinate.Split('.')[0], StringComparer.Ordinal);
        var types = schema.Types.OfType<ObjectType>().Where(type => type.Node is not null).ToList();
        foreach (var type in types.Where(type => rows.Contains(type.Name)))
        {
            text.Append('\n').Append(type.Name).Append('\n');
            foreach (var belonging in Enum.GetValues<Belonging>())
                Write(text, matrix, type, belonging, rows[type.Name].Where(row => row.Belonging == belonging));
        }

        var elsewhere = types.Where(type => !rows.Contains(type.Name)).Select(type => type.Name).Order().ToList();
        text.Append("\nOnly in what mutations and subscriptions answer, or not in the demo world:\n");
        Wrap(text, "  ", elsewhere);
        return text.ToString();
    }

    private static void Write(
        StringBuilder text,
        AccessMatrix matrix,
        ObjectType type,
        Belonging belonging,
        IEnumerable<(string Coordinate, Belonging, IReadOnlyList<Outcome> Outcomes)> rows
    )
    {
        var order = type.Fields.Select(field => $"{type.Name}.{field.Name}").ToList();
        var alike = rows.OrderBy(row => order.IndexOf(row.Coordinate))
            .GroupBy(row => Pattern(matrix, row.Outcomes), StringComparer.Ordinal);
        foreach (var group in alike)
            Wrap(
                text,
                $"  {belonging.ToString().ToLowerInvariant(), -7}  {group.Key}  ",
                group.Select(row => Named(type, row.Coordinate.Split('.')[1]))
            );
    }

    /// <summary>With what schema.graphql asks for.</summary>
    private static string Named(ObjectType type, string field) =>
        type.Fields.Find(field)!.AppliedDirectives.FirstOrDefault(applied => applied.Name == "authorize")?.Node
            is { Arguments: [{ Value: EnumValueNode permission }] }
            ? $"{field}@{permission.Value}"
            : field;

    private static void Wrap(StringBuilder text, string start, IEnumerable<string> words)
    {
        var line = new StringBuilder(start);
        foreach (var word in words)
        {
            if (line.Length + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(' ', start.Length);
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    private static string Heading(AccessMatrix matrix)
    {
        var names = matrix
            .Callers.GroupBy(caller => caller.Group, StringComparer.Ordinal)
            .Select(group =>
                group.Count() == 9 ? group.Key.PadRight(11)
                : group.Key == "token" ? "rwe"
                : group.Key == "acting" ? "RC"
                : group.Key is "applicant" ? "p"
                : group.Key[..1]
            );
        return $"           {string.Join("  ", names)}";
    }

    private static string Pattern(AccessMatrix matrix, IReadOnlyList<Outcome> outcomes)
    {
        var groups = matrix
            .Callers.Select((caller, at) => (caller.Group, Letter: Letter(outcomes[at])))
            .GroupBy(one => one.Group, StringComparer.Ordinal)
            .Select(group =>
                string.Join(' ', group.Select(one => one.Letter).Chunk(3).Select(three => new string(three)))
            );
        return string.Join("  ", groups);
    }

    private static char Letter(Outcome outcome) =>
        outcome switch
        {
            Outcome.Unreached => '.',
            Outcome.Unauthenticated => 'U',
            Outcome.PasswordChangeRequired => 'P',
            Outcome.Forbidden => 'F',
            Outcome.Nothing => '0',
            Outcome.NotFound => 'N',
            Outcome.Refused => 'r',
            Outcome.Allowed => '+',
        };
}
