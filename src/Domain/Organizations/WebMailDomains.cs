using System.Collections.Frozen;

namespace PartnerGraph.Domain.Organizations;

/// <summary>
/// Mail services that anybody may sign up with (R22). Compared on the normalized registrable domain, so neither case nor a
/// subdomain, a trailing dot or another spelling of an international name gets around it.
/// </summary>
public sealed class WebMailDomains
{
    /// <summary>
    /// <c>name.*</c> stands for the name under <c>.com</c> and under every country's suffix: <c>yahoo.fr</c>, <c>yahoo.co.uk</c>.
    /// </summary>
    public static readonly IReadOnlyList<string> DefaultEntries =
    [
        .. "gmail.* googlemail.* yahoo.* ymail.com rocketmail.com myyahoo.com icloud.com me.com mac.com".Split(' '),
        .. "aol.* aim.com verizon.net outlook.* hotmail.* live.* msn.* passport.com windowslive.com".Split(' '),
        .. "proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io".Split(' '),
        .. "gmx.* gmx.net web.de freenet.de t-online.de mail.com email.com zoho.com zohomail.com fastmail.com".Split(
            ' '
        ),
        .. "mail.ru bk.ru inbox.ru list.ru internet.ru xmail.ru yandex.* ya.ru rambler.ru lenta.ru autorambler.ru".Split(
            ' '
        ),
        .. "ro.ru ukr.net i.ua meta.ua qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com".Split(
            ' '
        ),
        .. "naver.com hanmail.net daum.net orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it".Split(' '),
        .. "tiscali.it seznam.cz wp.pl o2.pl onet.pl interia.pl uol.com.br bol.com.br terra.com.br rediffmail.com".Split(
            ' '
        ),
        .. "comcast.net att.net sbcglobal.net btinternet.com mailinator.com hushmail.com inbox.com".Split(' '),
    ];

    public static readonly WebMailDomains Default = new(DefaultEntries);

    private const string AnySuffix = ".*";

    private readonly FrozenSet<string> _domains;
    private readonly FrozenSet<string> _names;

    /// <param name="entries">Domains, or <c>name.*</c>. A wrong one is a wrong setting: it stops the start.</param>
    public WebMailDomains(IEnumerable<string> entries)
    {
        HashSet<string> domains = new(StringComparer.Ordinal);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var anySuffix = entry.EndsWith(AnySuffix, StringComparison.Ordinal);
            var written = anySuffix ? entry[..^AnySuffix.Length] + ".com" : entry;
            if (!DomainName.TryNormalize(written, out var domain))
            {
                throw new ArgumentException(
                    $"\"{entry}\" is no domain and no name with .* behind it.",
                    nameof(entries)
                );
            }

            _ = anySuffix ? names.Add(domain[..^".com".Length]) : domains.Add(domain);
        }

        _domains = domains.ToFrozenSet(StringComparer.Ordinal);
        _names = names.ToFrozenSet(StringComparer.Ordinal);
    }

    public bool Contains(EmailAddress address) => Contains(address.Domain);

    /// <summary>False for what is no domain at all.</summary>
    public bool Contains(string domain)
    {
        if (!DomainName.TryNormalize(domain, out var normalized))
        {
            return false;
        }

        var registrable = DomainName.Registrable(normalized);
        if (_domains.Contains(registrable) || _domains.Contains(normalized))
        {
            return true;
        }

        var dot = registrable.IndexOf('.', StringComparison.Ordinal);
        return _names.Contains(registrable[..dot]) && DomainName.IsComOrCountrySuffix(registrable[(dot + 1)..]);
    }
}
