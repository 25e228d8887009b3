namespace PartnerGraph.TestHosts.Faults;

/// <summary>Waits for words of the client and then holds its connection.</summary>
internal sealed class ProxyTrap(byte[] said, int skip, bool ofAnswer)
{
    private readonly TaskCompletionSource caught = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left = skip;

    public bool OfAnswer => ofAnswer;

    public Task Caught => caught.Task;

    public Task Opened => opened.Task;

    /// <summary>Once: a trap holds one connection.</summary>
    public bool Catches(ReadOnlySpan<byte> chunk) =>
        !caught.Task.IsCompleted && chunk.IndexOf(said) >= 0 && left-- == 0 && caught.TrySetResult();

    public void Open() => opened.TrySetResult();
}
