using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Telemetry;

/// <summary>
/// Collects the meters of the program and of what it stands on: read as text at /metrics, and sent by OTLP where a collector is set. Spans
/// carry no request path: paths of mailed links are secrets (R80).
/// </summary>
internal sealed class Measuring : IDisposable
{
    private static readonly string[] Meters =
    [
        "PartnerGraph.*",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
        "Npgsql",
    ];

    private readonly MetricsText text = new();
    private readonly BaseExportingMetricReader reader;
    private readonly MeterProvider meters;
    private readonly TracerProvider? tracer;
    private readonly Lock collecting = new();

    public Measuring(TelemetrySettings settings)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("partnergraph").AddEnvironmentVariableDetector();
        reader = new BaseExportingMetricReader(text)
        {
            TemporalityPreference = MetricReaderTemporalityPreference.Cumulative,
        };
        var measured = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddReader(reader);
        if (settings.Otlp is { } collector)
        {
            measured.AddOtlpExporter(otlp => Set(otlp, collector, "v1/metrics"));
            tracer = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("PartnerGraph.*", "Microsoft.AspNetCore", "Npgsql")
                .AddOtlpExporter(otlp => Set(otlp, collector, "v1/traces"))
                .Build();
        }
        meters = measured.Build();
    }

    /// <summary>All meters as of now, in Prometheus' text format.</summary>
    public string Text()
    {
        lock (collecting)
        {
            reader.Collect();
            return text.Take();
        }
    }

    /// <summary>Sends what is left, both at once: each gives a collector that does not answer five seconds.</summary>
    public void Dispose() => Parallel.Invoke(() => tracer?.Dispose(), meters.Dispose);

    private static void Set(OtlpExporterOptions otlp, Uri collector, string path)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
