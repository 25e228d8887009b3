namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>A default that is no value of its type (spec 3.6.1, 3.10).</summary>
/// <param name="Coordinate">Whose default it is.</param>
/// <param name="Value">The argument or input field, which goes without a default.</param>
/// <param name="IsCircular">Whether the default needs itself.</param>
internal sealed record InvalidDefault(string Coordinate, InputValue Value, bool IsCircular);
