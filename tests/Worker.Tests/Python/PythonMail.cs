using System.Text.Json;

namespace PartnerGraph.Worker.Tests.Python;

/// <summary>What Python's email package reads out of a mail.</summary>
internal sealed record PythonMail(
    string Subject,
    string ToName,
    string ToAddress,
    string FromAddress,
    string MessageId,
    string Date,
    string[] HeaderNames,
    string[] Defects,
    string Text,
    string Html
)
{
    private const string Script = """
        import base64, email, email.policy, email.utils, json, sys
        for line in sys.stdin:
            m = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
            to = m['To'].addresses[0]
            defects = [str(d) for part in m.walk() for d in part.defects]
            defects += [str(d) for h in m.values() for d in h.defects]
            print(json.dumps(dict(Subject=m['Subject'], ToName=to.display_name, ToAddress=to.addr_spec,
                FromAddress=m['From'].addresses[0].addr_spec, MessageId=m['Message-ID'], Date=m['Date'].datetime.isoformat(),
                HeaderNames=m.keys(), Defects=defects, Text=m.get_body(('plain',)).get_content(),
                Html=m.get_body(('html',)).get_content())), flush=True)
        """;

    public static PythonProgram StartReader() => PythonProgram.Start("email", Script);

    public static async Task<PythonMail> ReadAsync(PythonProgram reader, byte[] raw)
    {
        await reader.Input.WriteLineAsync(Convert.ToBase64String(raw));
        await reader.Input.FlushAsync();
        var line = await reader.Output.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return JsonSerializer.Deserialize<PythonMail>(line ?? throw new InvalidOperationException("Python gave up."))!;
    }
}
