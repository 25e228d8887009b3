using System.Text;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>Reads answers, in bounded memory whatever the server sends.</summary>
internal sealed class SmtpReplyReader
{
    private const int LongestLine = 2048;
    private const int MostLines = 128;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;

    public SmtpReplyReader(Stream stream) => _stream = stream;

    /// <summary>True where the server has sent more than was asked for so far.</summary>
    public bool HasUnread => _end > _start;

    public async ValueTask<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>(1);
        var code = 0;
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !TryCode(line, out var ofLine) || (line.Length > 3 && line[3] is not (' ' or '-')))
                throw new SmtpProtocolException("The mail server gave an answer that is not SMTP.");
            if (lines.Count > 0 && ofLine != code)
                throw new SmtpProtocolException("The mail server changed the code within one answer.");
            if (lines.Count == MostLines)
                throw new SmtpProtocolException($"The mail server gave an answer of more than {MostLines} lines.");
            code = ofLine;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(code, lines);
        }
    }

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = _start;
        while (true)
        {
            var found = Array.IndexOf(_buffer, (byte)'\n', searched, _end - searched);
            if (found >= 0)
            {
                var length = found - _start - (found > _start && _buffer[found - 1] == '\r' ? 1 : 0);
                var line = Encoding.UTF8.GetString(_buffer, _start, length);
                _start = found + 1;
                return line;
            }
            MakeRoom();
            searched = _end;
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException("The mail server closed the connection.");
            _end += read;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
            throw new SmtpProtocolException($"The mail server sent a line of more than {LongestLine} bytes.");
    }

    private static bool TryCode(string line, out int code)
    {
        code = 0;
        if (line[0] is < '2' or > '5' || !char.IsAsciiDigit(line[1]) || !char.IsAsciiDigit(line[2]))
            return false;
        code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
        return true;
    }
}
