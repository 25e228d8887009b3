using Microsoft.AspNetCore.Components;

namespace PartnerGraph.Worker.Mail.Content;

/// <summary>The html part of one kind of mail.</summary>
public abstract class MailView<T> : ComponentBase
    where T : MailContent
{
    [Parameter, EditorRequired]
    public required T Mail { get; set; }
}
