using System.Security.Cryptography;
using System.Text;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Dkim;
using PartnerGraph.Worker.Mail.Smtp;
using PartnerGraph.Worker.Tests.Mail.Mime;
using PartnerGraph.Worker.Tests.Mail.Smtp;
using PartnerGraph.Worker.Tests.Python;

namespace PartnerGraph.Worker.Tests.Mail.Dkim;

/// <summary>Signatures as Debian's python3-dkim judges them, on mails that a server has received.</summary>
public sealed class DkimTests
{
    // The record of the key is put in the place of a look-up.
    private const string Script = """
        import base64, sys, dkim
        asked = []
        for line in sys.stdin:
            record, mail = [base64.b64decode(part) for part in line.split()]
            def txt(name, timeout=5):
                asked.append(name)
                return record
            try:
                right = dkim.verify(mail, dnsfunc=txt)
            except dkim.DKIMException:
                right = False
            print(right, asked[-1].decode() if asked else '', flush=True)
        """;

    private const string Asked = "worker1._domainkey.partners.example.";

    private static readonly string Key = NewKey(2048);

    public static TheoryData<string> Texts =>
        [
            "Hello",
            "",
            "\n\n\n",
            ".\n..\n \t trailing  \n\n",
            "Подтвердите адрес, пожалуйста",
            new string('x', 5000),
            .. HostileText.All.Select(row => row.Data),
        ];

    [Fact]
    public async Task Signature_of_every_received_mail_is_right()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = Transport(server);
        var mails = Texts
            .Select(row =>
                SampleMail.Ordinary with
                {
                    Subject = row.Data,
                    Text = row.Data,
                    Html = $"<p>{row.Data}</p>",
                }
            )
            .ToList();
        foreach (var mail in mails)
            (await SmtpTransportTests.SendAsync(transport, mail)).ShouldBeOfType<MailOutcome.Sent>();

        await using var python = PythonProgram.Start("dkim", Script);
        foreach (var received in server.Mails)
            (await VerifyAsync(python, Key, received.Raw)).ShouldBe($"True {Asked}");
        server.Mails.Count.ShouldBe(mails.Count);
    }

    [Fact]
    public async Task Relays_may_fold_headers_and_change_white_space()
    {
        var signed = Encoding.UTF8.GetString(Signed());
        await using var python = PythonProgram.Start("dkim", Script);

        var refolded = signed.Replace(
            "Subject: Please confirm",
            "SUBJECT:  Please\r\n\t confirm",
            StringComparison.Ordinal
        );
        refolded.ShouldNotBe(signed);
        (await VerifyAsync(python, Key, Encoding.UTF8.GetBytes(refolded))).ShouldStartWith("True");
        (await VerifyAsync(python, Key, Encoding.UTF8.GetBytes(signed + "\r\n\r\n"))).ShouldStartWith("True");
    }

    [Theory]
    [InlineData("please confirm:", "please pay:")]
    [InlineData("To: \"Anna", "To: \"Eve")]
    [InlineData("Subject: Please", "Subject: PLEASE")]
    [InlineData("MIME-Version: 1.0", "MIME-Version: 1.0\r\nFrom: eve@evil.example")]
    public async Task Changed_mail_is_found_out(string was, string becomes)
    {
        var signed = Encoding.UTF8.GetString(Signed());
        var changed = signed.Replace(was, becomes, StringComparison.Ordinal);
        changed.ShouldNotBe(signed);
        await using var python = PythonProgram.Start("dkim", Script);

        (await VerifyAsync(python, Key, Encoding.UTF8.GetBytes(changed))).ShouldStartWith("False");
        (await VerifyAsync(python, NewKey(2048), Encoding.UTF8.GetBytes(signed))).ShouldStartWith("False");
    }

    [Fact]
    public void Second_attempt_carries_the_same_signature()
    {
        var once = Signed();
        Signed().ShouldBe(once);
        Encoding.UTF8.GetString(once).Split("\r\n").ShouldAllBe(line => line.Length <= 78);
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----")]
    public void What_is_no_key_is_refused_without_being_repeated(string pem) =>
        Should
            .Throw<ArgumentException>(() => new DkimSigner("partners.example", "worker1", pem))
            .ToString()
            .ShouldNotContain("SECRET");

    [Fact]
    public void Short_key_is_refused() =>
        Should.Throw<ArgumentException>(() => new DkimSigner("partners.example", "worker1", NewKey(1024)));

    private static byte[] Signed()
    {
        using var folder = new MailFolder();
        new FolderTransport(folder.Path, Signer())
            .SendAsync(SampleMail.Ordinary, CancellationToken.None)
            .Result.ShouldBeOfType<MailOutcome.Sent>();
        return File.ReadAllBytes(Directory.GetFiles(folder.Path).Single());
    }

    private static DkimSigner Signer() => new("partners.example", "worker1", Key);

    private static SmtpTransport Transport(SmtpTestServer server) =>
        new(SmtpTransportTests.Options(server.Port), TimeProvider.System, Signer());

    private static string NewKey(int bits)
    {
        using var key = RSA.Create(bits);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static async Task<string> VerifyAsync(PythonProgram python, string pem, byte[] mail)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        var record = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";
        await python.Input.WriteLineAsync(
            $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(record))} {Convert.ToBase64String(mail)}"
        );
        await python.Input.FlushAsync();
        return await python.Output.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) ?? "nothing";
    }

    private sealed class MailFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("dkim-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
