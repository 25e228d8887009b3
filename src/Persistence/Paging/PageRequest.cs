using System.Diagnostics.CodeAnalysis;

namespace PartnerGraph.Persistence.Paging;

/// <summary>Which part of a list is asked for: so many from the start (or after a cursor), or so many from the end (or before one).</summary>
public sealed record PageRequest
{
    public const int Default = 20;
    public const int Maximum = 100;

    private PageRequest(int size, bool fromEnd, PageCursor? after, PageCursor? before) =>
        (Size, FromEnd, After, Before) = (size, fromEnd, after, before);

    public int Size { get; }

    public bool FromEnd { get; }

    public PageCursor? After { get; }

    public PageCursor? Before { get; }

    public static PageRequest FirstPage { get; } = new(Default, fromEnd: false, after: null, before: null);

    /// <summary>So many after a cursor that this program has made itself.</summary>
    public static PageRequest FirstOf(int size, string? after = null) =>
        new(
            size,
            fromEnd: false,
            after is null ? null
                : PageCursor.TryParse(after, out var cursor) ? cursor
                : null,
            before: null
        );

    /// <summary>The arguments of a Relay connection; what is wrong with them is told in a sentence.</summary>
    public static bool TryRead(
        int? first,
        string? after,
        int? last,
        string? before,
        [NotNullWhen(true)] out PageRequest? page,
        [NotNullWhen(false)] out string? problem
    )
    {
        page = null;
        problem = Problem(first, last);
        if (problem is not null)
        {
            return false;
        }
        if (
            !TryReadCursor(after, "after", out var afterCursor, out problem)
            || !TryReadCursor(before, "before", out var beforeCursor, out problem)
        )
        {
            return false;
        }
        page = new PageRequest(first ?? last ?? Default, last is not null, afterCursor, beforeCursor);
        problem = null;
        return true;
    }

    private static string? Problem(int? first, int? last) =>
        (first, last) switch
        {
            (not null, not null) => "Ask for 'first' or for 'last', not for both.",
            ({ } size, null) when size is < 1 or > Maximum => $"'first' is {size}; it must be from 1 to {Maximum}.",
            (null, { } size) when size is < 1 or > Maximum => $"'last' is {size}; it must be from 1 to {Maximum}.",
            _ => null,
        };

    private static bool TryReadCursor(
        string? text,
        string argument,
        out PageCursor? cursor,
        [NotNullWhen(false)] out string? problem
    )
    {
        cursor = null;
        problem =
            text is null || PageCursor.TryParse(text, out cursor) ? null : $"'{argument}' is no cursor of this list.";
        return problem is null;
    }
}
