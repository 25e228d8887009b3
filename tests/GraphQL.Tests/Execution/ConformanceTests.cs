using System.Text.Json;
using PartnerGraph.Conformance.Execution;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Execution;

public sealed class ConformanceTests
{
    [Theory]
    [InlineData("data-only")]
    [InlineData("canned-resolvers")]
    [InlineData("subscribe")]
    public async Task Execution_cases_answer_as_the_reference_does(string file)
    {
        var failures = new List<string>();
        foreach (var content in ConformanceCases.Read("execution", $"{file}.json"))
        {
            var sdl = ConformanceCases.Schema(content.GetProperty("schema").GetString()!);
            if (ExecutionExceptions.ReasonOf(content) is null && await Failure(content, sdl) is { } failure)
            {
                failures.Add($"{content.GetProperty("test").GetString()}: {failure}");
            }
        }

        failures.ShouldBeEmpty();
    }

    private static async Task<string?> Failure(JsonElement content, string sdl)
    {
        try
        {
            return await ExecutionReplay.FailureOf(content, sdl);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }
}
