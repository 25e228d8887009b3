namespace PartnerGraph.GraphQL.Language;

/// <summary>
/// A lexical token (spec 2.1.6): UTF-16 offsets, end exclusive, line and column from 1. The value is there for strings only;
/// the text of names and numbers is their slice of the source.
/// </summary>
public readonly record struct Token(TokenKind Kind, int Start, int End, int Line, int Column, string? Value = null);
