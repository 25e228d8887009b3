using Microsoft.EntityFrameworkCore.ChangeTracking;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Audit;

/// <summary>
/// What is being done by the code that runs at this moment. Every context that is opened meanwhile carries it, and the first transaction
/// that commits a change writes the act's rows with it: so whoever writes a use case can neither forget the trail nor be ahead of it.
/// </summary>
public sealed class Trail : IDisposable
{
    private static readonly AsyncLocal<Trail?> Ambient = new();

    private readonly Trail? outer;
    private readonly ICommittedWithChange? alongside;
    private readonly Trail? whole;
    private volatile bool ended;

    private Trail(Act act, ICommittedWithChange? alongside, Trail? whole)
    {
        Act = act;
        this.alongside = alongside;
        this.whole = whole;
        outer = Ambient.Value;
    }

    /// <summary>Null outside of any act, and for what an act has started that outlives it.</summary>
    public static Trail? Current => Ambient.Value is { ended: false } trail ? trail : null;

    public Act Act { get; }

    /// <summary>A change of this act is committed, and its rows with it.</summary>
    public bool IsWritten { get; private set; }

    /// <param name="act">What begins here; it ends when the trail is disposed.</param>
    /// <param name="alongside">What else is to commit with the act's changes.</param>
    public static Trail Begin(Act act, ICommittedWithChange? alongside = null)
    {
        var trail = new Trail(act, alongside, whole: null);
        Ambient.Value = trail;
        return trail;
    }

    /// <summary>A part of what is being done that commits by itself and leaves an event of its own; null outside of any act.</summary>
    internal static Trail? BeginPart()
    {
        if (Current is not { } whole)
        {
            return null;
        }
        var part = new Trail(whole.Act, whole.alongside, whole);
        Ambient.Value = part;
        return part;
    }

    public void Dispose()
    {
        ended = true;
        Ambient.Value = outer;
    }

    /// <summary>Takes down what a save changes; false where it leaves no trail.</summary>
    internal static bool Note(PartnerGraphDb db, IEnumerable<EntityEntry> entries)
    {
        if (db.Trail is null)
        {
            return false;
        }
        var before = db.Changes.Count;
        db.Changes.AddRange(Change.Of(entries));
        return db.Changes.Count > before;
    }

    /// <summary>In the transaction that is about to commit.</summary>
    internal async Task WriteAsync(PartnerGraphDb db, CancellationToken cancellationToken)
    {
        var isTold = db.Changes.Count > 0 && (!IsWritten || Act.GoesOn);
        if (alongside is null && !isTold)
        {
            return;
        }
        // The caller's key and each concerned organization's row need not be the tenant's to write. Nothing comes behind but the commit.
        await SystemPart.BeginAsync(db, cancellationToken);
        if (alongside is not null)
        {
            await alongside.WriteAsync(db, cancellationToken);
        }
        if (isTold)
        {
            await AuditWriter.WriteAsync(db, Act, cancellationToken);
        }
    }

    internal void Committed(PartnerGraphDb db)
    {
        IsWritten |= db.Changes.Count > 0;
        if (whole is not null)
        {
            whole.IsWritten |= IsWritten;
        }
        db.Changes.Clear();
    }
}

/// <summary>Something that is true exactly when a change is.</summary>
public interface ICommittedWithChange
{
    /// <summary>Writes into the transaction that is about to commit; what it throws rolls the change back.</summary>
    Task WriteAsync(PartnerGraphDb db, CancellationToken cancellationToken);
}
