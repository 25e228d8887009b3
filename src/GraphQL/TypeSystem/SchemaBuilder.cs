using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>From SDL to a schema (spec 3). What is wrong is thrown together as a <see cref="SchemaException"/>.</summary>
public static class SchemaBuilder
{
    /// <summary>The schema of a text; text that is no GraphQL throws a <see cref="GraphQLSyntaxException"/>.</summary>
    public static Schema Build(string sdl, SchemaOptions? options = null) =>
        Build(Parser.Parse(sdl, (options ?? SchemaOptions.Default).Limits), options);

    /// <summary>The schema of a document: its definitions, its extensions and what every schema has.</summary>
    public static Schema Build(DocumentNode document, SchemaOptions? options = null) =>
        Assemble(null, document, options ?? SchemaOptions.Default);

    /// <summary>A new schema with the types, directives and extensions of a text added; the old one stays as it is.</summary>
    public static Schema Extend(Schema schema, string sdl, SchemaOptions? options = null) =>
        Extend(schema, Parser.Parse(sdl, (options ?? SchemaOptions.Default).Limits), options);

    /// <summary>A new schema with the types, directives and extensions of a document added; the old one stays as it is (spec 3.3.2, 3.4.3).</summary>
    public static Schema Extend(Schema schema, DocumentNode document, SchemaOptions? options = null) =>
        document.Definitions.Any(static node => node is TypeSystemDefinitionNode or TypeSystemExtensionNode)
            ? Assemble(schema, document, options ?? SchemaOptions.Default)
            : schema;

    private static Schema Assemble(Schema? old, DocumentNode document, SchemaOptions options)
    {
        if (options.CheckDocument)
        {
            Refuse(SdlValidator.Validate(document, old));
        }

        Schema schema;
        try
        {
            schema = new SchemaAssembly(old, document, options).ToSchema();
        }
        catch (GraphQLException exception)
        {
            throw new SchemaException([exception.Error]);
        }

        if (options.CheckTypes)
        {
            Refuse(SchemaValidator.Validate(schema));
        }

        return schema;
    }

    private static void Refuse(IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count > 0)
        {
            throw new SchemaException([.. errors]);
        }
    }
}
