using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>One request for a page: whose link, who asks, and what was typed.</summary>
/// <param name="Form">Null for a look at the page.</param>
public sealed record PageVisit(HttpContext Context, PageSetting Page, RequestState Request, IFormCollection? Form)
{
    public string Token => Page.Token;

    public Language Language => Page.Language;

    public CancellationToken Cancellation => Context.RequestAborted;

    /// <summary>Which of the page's buttons was pressed.</summary>
    public string Pressed => Text("step");

    /// <summary>The page in the profile's language of whoever the link is for, unless the reader chose one.</summary>
    public PageVisit InLanguageOf(Language profile) =>
        this with
        {
            Page = Page with { Language = Page.ChosenLanguage ?? profile },
        };

    public string Text(string field) => Form is { } form && form.TryGetValue(field, out var values) ? values[0]! : "";

    public IResult Show<TPage>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Page"] = Page };
        foreach (var (name, value) in parameters)
            all[name] = value;
        return new RazorComponentResult<TPage>(all) { StatusCode = status };
    }

    /// <summary>A page of a heading and sentences.</summary>
    public IResult Tell(int status, string heading, params IReadOnlyList<string> paragraphs) =>
        Show<MessagePage>(status, ("Heading", heading), ("Paragraphs", paragraphs));

    /// <summary>Unknown, malformed, rotated and of another sort: all alike (R82).</summary>
    public IResult Unknown() =>
        Tell(StatusCodes.Status404NotFound, Page.Say("notFound.title"), Page.Say("notFound.text"));

    /// <summary>After a form was taken: the next page is looked at by a request of its own, which can be repeated.</summary>
    public IResult GoTo(string step) => new SeeOther(Page.LinkTo(step));

    private sealed record SeeOther(string Location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Location;
            return Task.CompletedTask;
        }
    }
}
