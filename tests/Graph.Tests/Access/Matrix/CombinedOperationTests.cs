using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>A role never gains by combining: whatever a clever operation shows, the role is shown by asking for that field alone.</summary>
[Collection(nameof(MatrixFixture))]
public sealed class CombinedOperationTests(MatrixFixture fixture)
{
    /// <summary>PARTNERGRAPH_COMBINED_OPERATIONS asks for more of them, PARTNERGRAPH_COMBINED_SEED for others.</summary>
    private static readonly int Operations = SoakPart.Size("PARTNERGRAPH_COMBINED_OPERATIONS", 1_500);
    private static readonly int Seed = SoakPart.Size("PARTNERGRAPH_COMBINED_SEED", 4_711);

    [Fact]
    public async Task No_combination_shows_what_no_single_field_does()
    {
        var (world, matrix) = (fixture.World, fixture.Matrix);
        var ids = world.AllIds;
        var (shown, refused) = (0, 0);
        for (var seed = Seed; seed < Seed + Operations; seed++)
        {
            var caller = world.Callers[seed % world.Callers.Count];
            var operation = new RandomOperation(world.Schema, ids, seed);
            var answer = await world.AskAsync(caller.Caller, operation.Text);
            refused += answer.Errors.Count;
            foreach (var root in operation.Roots)
            foreach (var seen in answer.Read(root.Key, root.Below).Where(one => one.Outcome is Outcome.Allowed))
            {
                shown++;
                var told = $"{caller.Name}, seed {seed}, {seen.Type}.{seen.Field.Field.Name}: {operation.Text}";
                if (seen.Field.Field.Name == "id" && world.TypeOf.ContainsKey(seen.Value.ToString()))
                    (
                        world.Meets(caller, seen.Value.ToString())
                        || world.BelongingOf(caller, seen.Value.ToString()) is not Belonging.Foreign
                    ).ShouldBeTrue(told);
                var alone = matrix.BestOf(caller, $"{seen.Type}.{seen.Field.Field.Name}");
                if (seen.Field.Below.Count == 0 && alone is not Outcome.Allowed)
                    (await IsShownAloneAsync(caller, root, seen.Path)).ShouldBeTrue(told);
            }
        }

        // Something was shown, and something was asked for in vain.
        shown.ShouldBeGreaterThan(Operations);
        refused.ShouldBeGreaterThan(Operations / 10);
    }

    /// <summary>The same place by the plainest operation that leads there: one field below the other, and nothing else.</summary>
    private async Task<bool> IsShownAloneAsync(MatrixCaller caller, Picked root, string path)
    {
        var (text, end, at) = (new StringBuilder("{ "), "", root);
        var parts = path.Split('/').Skip(1).Where(part => !int.TryParse(part, out _)).ToList();
        text.Append(CultureInfo.InvariantCulture, $"{root.Key}: {root.Field.Name}{root.Arguments}");
        foreach (var part in parts)
        {
            var branch = at.Below.First(one => one.Fields.Any(field => field.Key == part));
            at = branch.Fields.First(field => field.Key == part);
            text.Append(
                CultureInfo.InvariantCulture,
                $" {{ __typename ... on {branch.Type.Name} {{ {at.Key}: {at.Field.Name}{at.Arguments}"
            );
            end += " } }";
        }

        var answer = await fixture.World.AskAsync(caller.Caller, $"{text}{end} }}");
        return Regex.IsMatch(answer.Text, $"\"{at.Key}\":(?!null)");
    }
}
