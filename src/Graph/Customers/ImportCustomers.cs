using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Customers;

namespace PartnerGraph.Graph.Customers;

public sealed record ImportCustomersInput(string Csv);

public sealed record ImportCustomersPayload : Payload
{
    /// <summary>Null where the file as a whole was refused.</summary>
    public IReadOnlyList<CustomerImportLine>? Lines { get; init; }
}

/// <summary>R59: a reseller brings along the customers with whom it deals already.</summary>
public sealed class ImportCustomers(CustomerImporting imports) : IMutation<ImportCustomersInput, ImportCustomersPayload>
{
    public async Task<ImportCustomersPayload> ExecuteAsync(
        ImportCustomersInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var taken = await imports.TakeOwnAsync(
            request.SignedIn.Organization,
            input.Csv,
            request.Language,
            cancellation
        );
        return taken.TryGet(out var lines, out var refusals)
            ? new ImportCustomersPayload { Lines = lines }
            : new ImportCustomersPayload { Errors = refusals };
    }
}
