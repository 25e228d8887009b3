using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;

namespace PartnerGraph.GraphQL.Tests.Fuzz;

/// <summary>How far a text came.</summary>
internal enum TextOutcome
{
    NoTokens,
    NoDocument,
    Invalid,
    Valid,
}

/// <summary>
/// What has to hold for any text: it is read or refused, what was read survives printing, and neither costs more than a budget. The budget is
/// of allocated bytes, which are the same on every machine; a watchdog's time is not.
/// </summary>
internal static class TextCheck
{
    private const long BudgetOfText = 128 * 1024;
    private const long BudgetOfCharacter = 1024;

    private static readonly Schema Schema = SchemaBuilder.Build(Validation.Animals.Sdl);

    /// <summary>Throws, with the text, where something does not hold. Tells the bytes that the work allocated.</summary>
    public static TextOutcome Run(string text, out long allocated)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        TextOutcome outcome;
        try
        {
            outcome = Read(text);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Failed on:\n{text}\n", failure);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated <= BudgetOfText + (BudgetOfCharacter * text.Length)
            ? outcome
            : throw new InvalidOperationException($"Allocated {allocated} bytes on:\n{text}\n");
    }

    private static TextOutcome Read(string text)
    {
        if (!HasTokens(text))
        {
            return TextOutcome.NoTokens;
        }

        DocumentNode document;
        try
        {
            document = Parser.Parse(text);
        }
        catch (GraphQLSyntaxException)
        {
            return TextOutcome.NoDocument;
        }

        var printed = Printer.Print(document);
        if (Printer.Print(Parser.Parse(printed, ParserLimits.Trusted)) != printed)
        {
            throw new InvalidOperationException("What was printed is read as something else.");
        }

        var isValid = document.Definitions.Any(definition => definition is ExecutableDefinitionNode)
            ? DocumentValidator.Validate(Schema, document).Count == 0
            : MakesSchema(document);
        return isValid ? TextOutcome.Valid : TextOutcome.Invalid;
    }

    private static bool HasTokens(string text)
    {
        try
        {
            var lexer = new Lexer(text);
            while (lexer.Next().Kind != TokenKind.EndOfFile) { }
            return true;
        }
        catch (GraphQLSyntaxException)
        {
            return false;
        }
    }

    private static bool MakesSchema(DocumentNode document)
    {
        try
        {
            SchemaBuilder.Build(document);
            return true;
        }
        catch (SchemaException)
        {
            return false;
        }
    }
}
