using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Demo;

/// <summary>What the database holds at the first start: the operator of the settings, and the demo world where it is asked for.</summary>
internal sealed class DemoStart(DemoWorld world, FirstOperator operators, GraphSettings settings)
{
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        var hasRoom = settings.Demo && await world.HasRoomAsync(cancellation);
        if (settings.Operator is { } first)
            await operators.EnsureAsync(first, cancellation);
        if (hasRoom)
            await world.MakeAsync(cancellation);
        // Secrets of a demo world are none; those of an installation are not printed.
        if (settings is { Demo: true, Development: true } && await world.IsThereAsync(cancellation))
            await Console.Out.WriteLineAsync(DemoSignIns.Table());
    }
}
