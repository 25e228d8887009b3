using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PartnerGraph.Graph.Telemetry;

/// <summary>
/// Writes what was collected in Prometheus' text format, version 0.0.4: counters end in <c>_total</c>, histograms in cumulative buckets, and a
/// unit stands in the name.
/// </summary>
internal sealed class MetricsText : BaseExporter<Metric>
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>What the last collection wrote; the next one begins anew.</summary>
    public string Take()
    {
        var written = text.ToString();
        text.Clear();
        return written;
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
            Write(metric);
        return ExportResult.Success;
    }

    private void Write(Metric metric)
    {
        var (type, ending) = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => ("counter", "_total"),
            MetricType.Histogram => ("histogram", ""),
            MetricType.ExponentialHistogram => (null, ""),
            _ => ("gauge", ""),
        };
        // Nothing here measures in exponential histograms; the text format has no word for them.
        if (type is null)
            return;
        var name = Name(metric) + ending;
        if (metric.Description is { Length: > 0 })
            text.Append("# HELP ")
                .Append(name)
                .Append(' ')
                .Append(Escaped(metric.Description, quote: false))
                .Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
            Write(metric.MetricType, name, in point);
    }

    private void Write(MetricType type, string name, in MetricPoint point)
    {
        var labels = Labels(point.Tags);
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                Line(name, labels, Number(point.GetSumLong()));
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                Line(name, labels, Number(point.GetSumDouble()));
                break;
            case MetricType.LongGauge:
                Line(name, labels, Number(point.GetGaugeLastValueLong()));
                break;
            case MetricType.DoubleGauge:
                Line(name, labels, Number(point.GetGaugeLastValueDouble()));
                break;
            case MetricType.Histogram:
                WriteHistogram(name, labels, in point);
                break;
        }
    }

    private void WriteHistogram(string name, string labels, in MetricPoint point)
    {
        long upToHere = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upToHere += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            var own = $"le=\"{bound}\"";
            Line(name + "_bucket", labels.Length == 0 ? own : $"{labels},{own}", Number(upToHere));
        }
        Line(name + "_sum", labels, Number(point.GetHistogramSum()));
        Line(name + "_count", labels, Number(point.GetHistogramCount()));
    }

    private void Line(string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value).Append('\n');
    }

    private static string Name(Metric metric)
    {
        var unit = metric.Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            _ => "",
        };
        return Legal(metric.Name) + unit;
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0)
                labels.Append(',');
            var said = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(Legal(key)).Append("=\"").Append(Escaped(said, quote: true)).Append('"');
        }
        return labels.ToString();
    }

    private static string Legal(string name) =>
        string.Create(
            name.Length,
            name,
            static (target, source) =>
            {
                for (var at = 0; at < source.Length; at++)
                    target[at] = char.IsAsciiLetterOrDigit(source[at]) ? source[at] : '_';
            }
        );

    private static string Escaped(string said, bool quote)
    {
        var escaped = said.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return quote ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "+Inf" : "-Inf")
        : value.ToString("R", CultureInfo.InvariantCulture);
}
