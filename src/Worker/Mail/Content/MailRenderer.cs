using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace PartnerGraph.Worker.Mail.Content;

/// <summary>The finished parts of a mail.</summary>
public sealed record RenderedMail(string Subject, string Text, string Html)
{
    public override string ToString() => "(a rendered mail)";
}

/// <summary>Renders contents through the framework's <see cref="HtmlRenderer"/>, which encodes every name.</summary>
public sealed class MailRenderer(IServiceProvider services, ILoggerFactory logging)
{
    public async Task<RenderedMail> RenderAsync(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        // A renderer keeps its components until it is disposed: one a mail.
        await using var renderer = new HtmlRenderer(services, logging);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Mail"] = mail });
            return (await renderer.RenderComponentAsync(mail.View, parameters)).ToHtmlString();
        });
        return new RenderedMail(mail.Subject, mail.Text, html);
    }
}
