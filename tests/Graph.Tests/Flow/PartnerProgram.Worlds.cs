namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>A reseller and a provider who work together, and the customer that they share.</summary>
public sealed record Trio(Member Reseller, Member Provider, string Partnership, Member Customer);

/// <content>A world that tests look at and do not change.</content>
public sealed partial class PartnerProgram
{
    private readonly SemaphoreSlim making = new(1, 1);
    private Trio? known;

    public async Task<Trio> NewTrioAsync()
    {
        var reseller = await ResellerAsync();
        var provider = await ProviderAsync();
        var partnership = await AuthorizeAsync(provider, reseller);
        return new Trio(reseller, provider, partnership, await JointCustomerAsync(reseller, provider));
    }

    /// <summary>The same for every test that asks: to be read only.</summary>
    public async Task<Trio> KnownTrioAsync()
    {
        await making.WaitAsync();
        try
        {
            return known ??= await NewTrioAsync();
        }
        finally
        {
            making.Release();
        }
    }
}
