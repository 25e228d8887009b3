using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace PartnerGraph.GraphQL.Execution.Writing;

/// <summary>
/// Writes JSON as UTF-8 into a growing buffer (spec 7.2.1). It checks nothing: who writes a value writes exactly one.
/// Can be cut back to an earlier position, which is how a null propagates.
/// </summary>
public sealed class JsonOutput
{
    // Control characters, quote and backslash; the rest of Unicode stands for itself.
    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(code => (char)code),
        '"',
        '\\',
    ]);

    private byte[] buffer;
    private int position;

    internal JsonOutput() => buffer = BufferPool.Rent();

    /// <summary>How many bytes are written.</summary>
    internal int Position => position;

    internal ReadOnlySpan<byte> Written => buffer.AsSpan(0, position);

    /// <summary>Writes null.</summary>
    public void Null() => Raw("null"u8);

    /// <summary>Writes true or false.</summary>
    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>Writes a whole number.</summary>
    public void Number(int value)
    {
        Reserve(11);
        if ((uint)value < 10)
        {
            buffer[position++] = (byte)('0' + value);
            return;
        }

        Utf8Formatter.TryFormat(value, buffer.AsSpan(position), out var written);
        position += written;
    }

    /// <summary>Writes a whole number.</summary>
    public void Number(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, buffer.AsSpan(position), out var written);
        position += written;
    }

    /// <summary>Writes a finite number with as many digits as tell it from its neighbours.</summary>
    public void Number(double value)
    {
        Reserve(32);
        value.TryFormat(
            buffer.AsSpan(position),
            out var written,
            default,
            System.Globalization.CultureInfo.InvariantCulture
        );
        position += written;
    }

    /// <summary>Writes a decimal number.</summary>
    public void Number(decimal value)
    {
        Reserve(40);
        value.TryFormat(
            buffer.AsSpan(position),
            out var written,
            default,
            System.Globalization.CultureInfo.InvariantCulture
        );
        position += written;
    }

    /// <summary>Writes a string with its quotes; half a surrogate pair becomes U+FFFD.</summary>
    public void String(ReadOnlySpan<char> value)
    {
        Reserve((value.Length * 3) + 2);
        buffer[position++] = (byte)'"';
        var special = value.IndexOfAny(Escaped);
        if (special < 0)
        {
            Copy(value);
        }
        else
        {
            StringWithEscapes(value, special);
        }

        buffer[position++] = (byte)'"';
    }

    /// <summary>Writes a string of ASCII text that needs no escapes, such as a number, a time or a GUID.</summary>
    public void Ascii<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Reserve(130);
        buffer[position++] = (byte)'"';
        if (
            !value.TryFormat(
                buffer.AsSpan(position, 128),
                out var written,
                format,
                System.Globalization.CultureInfo.InvariantCulture
            )
        )
        {
            throw new FormatException($"{typeof(T).Name} does not fit into 128 characters.");
        }

        position += written;
        buffer[position++] = (byte)'"';
    }

    /// <summary>Writes bytes that are JSON already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raw(ReadOnlySpan<byte> json)
    {
        if (buffer.Length - position < json.Length)
        {
            Grow(json.Length);
        }

        json.CopyTo(buffer.AsSpan(position));
        position += json.Length;
    }

    internal void Byte(byte value)
    {
        Reserve(1);
        buffer[position++] = value;
    }

    /// <summary>Forgets everything behind a position.</summary>
    internal void CutTo(int earlier) => position = earlier;

    /// <summary>Hands the buffer over; the output is not to be used afterwards.</summary>
    internal ReadOnlyMemory<byte> Finish(out IDisposable lease)
    {
        lease = new BufferLease(buffer);
        var json = buffer.AsMemory(0, position);
        buffer = [];
        position = 0;
        return json;
    }

    private void Copy(ReadOnlySpan<char> value)
    {
        Utf8.FromUtf16(value, buffer.AsSpan(position), out _, out var written);
        position += written;
    }

    private void StringWithEscapes(ReadOnlySpan<char> value, int special)
    {
        while (special >= 0)
        {
            Reserve((value.Length * 3) + 8);
            Copy(value[..special]);
            Escape(value[special]);
            value = value[(special + 1)..];
            special = value.IndexOfAny(Escaped);
        }

        Reserve((value.Length * 3) + 1);
        Copy(value);
    }

    private void Escape(char value)
    {
        Reserve(6);
        buffer[position++] = (byte)'\\';
        var letter = value switch
        {
            '"' => '"',
            '\\' => '\\',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            _ => 'u',
        };
        buffer[position++] = (byte)letter;
        if (letter == 'u')
        {
            Utf8Formatter.TryFormat(
                (ushort)value,
                buffer.AsSpan(position),
                out var written,
                new StandardFormat('x', 4)
            );
            position += written;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int more)
    {
        if (buffer.Length - position < more)
        {
            Grow(more);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int more)
    {
        var size = (int)Math.Min(Math.Max((long)buffer.Length * 2, (long)position + more), Array.MaxLength);
        // The smaller one is dropped, so that the pool comes to hold buffers of the size that answers have.
        var larger = GC.AllocateUninitializedArray<byte>(size);
        buffer.AsSpan(0, position).CopyTo(larger);
        buffer = larger;
    }
}
