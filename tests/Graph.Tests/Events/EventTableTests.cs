using System.Reflection;
using PartnerGraph.Domain.Events;
using PartnerGraph.Graph.Events;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Events;

/// <summary>No event is forgotten: what is stored can be followed, or it is said why not.</summary>
public sealed class EventTableTests
{
    private static readonly IReadOnlyList<string> Names =
    [
        .. typeof(EventNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void Every_stored_name_can_be_followed_or_has_a_reason_why_not() =>
        EventTable.All.Select(entry => entry.Name).Concat(EventTable.Untold.Keys).ShouldBe(Names, ignoreOrder: true);

    [Fact]
    public void Every_kind_has_one_line() =>
        EventTable.All.Select(entry => entry.Kind).ShouldBe(Enum.GetValues<EventKind>(), ignoreOrder: true);

    [Fact]
    public void Every_reason_is_a_sentence() =>
        EventTable.Untold.Values.Where(reason => !reason.EndsWith('.')).ShouldBeEmpty();
}
