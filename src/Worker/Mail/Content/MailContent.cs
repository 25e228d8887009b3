using PartnerGraph.Domain.Users;

namespace PartnerGraph.Worker.Mail.Content;

/// <summary>
/// What one kind of mail says, in the language of the person who reads it (R78): a typed record that holds all that its
/// text and its Razor view need, so that both can be written and tested without a database.
/// </summary>
public abstract record MailContent(Language Language)
{
    public abstract string Subject { get; }

    /// <summary>The text part. It says all that the html part says.</summary>
    public abstract string Text { get; }

    /// <summary>The Razor component of the html part: a <see cref="MailView{T}"/> of this content.</summary>
    internal abstract Type View { get; }

    // Contents hold names and personal links; neither belongs into a log.
    public sealed override string ToString() => GetType().Name;

    protected string Say(string english, string russian) =>
        Language switch
        {
            Language.En => english,
            Language.Ru => russian,
        };
}
