namespace PartnerGraph.GraphQL.Execution.Coercion;

/// <summary>How variables are coerced (spec 6.1.2).</summary>
/// <param name="MaxErrors">How many errors are collected before coercion gives up.</param>
public sealed record CoercionOptions(int MaxErrors = 50)
{
    /// <summary>Fifty errors, with suggestions.</summary>
    public static CoercionOptions Default { get; } = new();

    /// <summary>Whether messages suggest names of the schema; off where the schema is not for every reader.</summary>
    public bool Suggest { get; init; } = true;
}
