using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PartnerGraph.Worker.Mail.Content;

/// <summary>The finished parts of a mail.</summary>
public sealed record RenderedMail(string Subject, string Text, string Html)
{
    public override string ToString() => "(a rendered mail)";
}

/// <summary>Renders contents through the framework's <see cref="HtmlRenderer"/>, which encodes every name.</summary>
public sealed partial class MailRenderer(IServiceScopeFactory scopes, ILoggerFactory logging)
{
    public async Task<RenderedMail> RenderAsync(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        // A renderer keeps its components until it is disposed: one a mail. Where the host renders pages as well, what a renderer
        // works with belongs to a scope.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logging);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Mail"] = mail });
            return (await renderer.RenderComponentAsync(mail.View, parameters)).ToHtmlString();
        });
        return new RenderedMail(mail.Subject, mail.Text, WithoutNeedlessEntities(html));
    }

    // The framework writes every letter beyond ASCII as a numeric entity. Such letters mean nothing in markup, so they may
    // stand as themselves: a Russian mail is a quarter of the size then, and a person can read its source.
    private static string WithoutNeedlessEntities(string html) =>
        NumericEntity()
            .Replace(
                html,
                entity =>
                    Rune.TryCreate(
                        int.Parse(entity.Groups["hex"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                        out var rune
                    )
                    && (
                        rune.Value == '\n'
                        || (rune.Value > 0x9F && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                    )
                        ? rune.ToString()
                        : entity.Value
            );

    [GeneratedRegex("&#x(?<hex>[0-9A-F]{1,6});", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumericEntity();
}
