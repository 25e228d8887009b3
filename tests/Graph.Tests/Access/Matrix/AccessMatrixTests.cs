using PartnerGraph.Domain.Access;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>Every field of the schema, asked for by every role of every kind of organization.</summary>
[Collection(nameof(MatrixFixture))]
public sealed class AccessMatrixTests(MatrixFixture fixture)
{
    /// <summary>Reviewed like code. After a change that is meant: <c>make accept-matrix</c>.</summary>
    [Fact]
    public async Task Every_field_role_and_tenant()
    {
        await fixture.Matrix.AskMutationsAsync();

        Snapshot.Match(MatrixText.Of(fixture.Matrix, fixture.World.Schema));
        AssertNothingOfOthers(fixture.Matrix);
        AssertTwoLevelsGiveWhatEachGives(fixture.Matrix);
    }

    [Fact]
    public async Task PostgreSQL_answers_as_SQLite_does()
    {
        string[] groups = ["anonymous", "reseller", "provider", "token", "acting"];
        bool IsAsked(MatrixCaller caller) =>
            groups.Contains(caller.Group)
            && (caller.Group == "acting" || caller.Caller?.Roles.Agent is not AgentRole.NotAnAgent);
        await using var world = await MatrixWorld.MakeAsync(TestDatabase.Postgres);
        var matrix = new AccessMatrix(world, [.. world.Callers.Where(IsAsked)]);
        await matrix.AskQueriesAsync();

        var onSqlite = fixture.Matrix.Only(
            IsAsked,
            coordinate => !coordinate.StartsWith("Mutation.", StringComparison.Ordinal)
        );
        Decisions(matrix).Except(Decisions(onSqlite)).ShouldBeEmpty();
        Decisions(onSqlite).Except(Decisions(matrix)).ShouldBeEmpty();
    }

    /// <summary>Whether there is something to see in a field differs with which of many things are asked for.</summary>
    private static IEnumerable<string> Decisions(AccessMatrix matrix) =>
        matrix
            .Rows.Where(row => row.Outcomes.Any(one => one is not Outcome.Unreached))
            .Select(row =>
                $"{row.Coordinate} {row.Belonging} {string.Join(' ', row.Outcomes.Select(one => one is Outcome.Nothing ? Outcome.Allowed : one))}"
            );

    /// <summary>A foreign id leads to nothing, and changes nothing, whoever asks.</summary>
    private static void AssertNothingOfOthers(AccessMatrix matrix) =>
        matrix
            .Rows.Where(row => row.Belonging is Belonging.Foreign && row.Outcomes.Contains(Outcome.Allowed))
            .Select(row => row.Coordinate)
            .ShouldBeEmpty();

    /// <summary>R40: both levels together give all that each gives alone.</summary>
    private static void AssertTwoLevelsGiveWhatEachGives(AccessMatrix matrix)
    {
        // A list's first entries may be others for whoever sees more of them.
        var byId = matrix.Rows.Where(row =>
            row.Belonging is Belonging.Own or Belonging.Shared
            || row.Coordinate.StartsWith("Query.", StringComparison.Ordinal)
        );
        foreach (var (coordinate, belonging, outcomes) in byId)
        foreach (
            var both in matrix.Callers.Where(caller => MatrixCallers.Kinds.Any(kind => kind.Group == caller.Group))
        )
        {
            var roles = both.Caller!.Roles;
            var alone = new[]
            {
                roles with
                {
                    Admin = AdminRole.NotAnAdmin,
                },
                roles with
                {
                    Agent = AgentRole.NotAnAgent,
                },
            };
            foreach (var one in alone)
            {
                var gives = matrix.Callers.Single(caller => caller.Group == both.Group && caller.Caller!.Roles == one);
                var given = outcomes[IndexOf(matrix, gives)] is Outcome.Allowed;
                // Null without an error is an answer, too: why not is null for whoever may.
                if (given)
                    (outcomes[IndexOf(matrix, both)] >= Outcome.Nothing).ShouldBeTrue(
                        $"{coordinate} {belonging} {both.Name}"
                    );
            }
        }
    }

    private static int IndexOf(AccessMatrix matrix, MatrixCaller caller) => matrix.Callers.ToList().IndexOf(caller);
}
