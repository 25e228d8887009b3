using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.Graph.Access;

/// <summary>What stands before every GraphQL request, event stream and socket: who is it, and not too often?</summary>
public sealed class RequestGate(Callers callers, RequestLimits limits)
{
    /// <summary>An HTTP request, also one that opens an event stream.</summary>
    public ValueTask<Admission> AdmitAsync(HttpContext context, CancellationToken cancellation) =>
        AdmitAsync(context, context.Request.Headers.Authorization, KeyOf(context.Request), cancellation);

    /// <summary>A socket, by the payload of its connection_init; without an Authorization there, by the request that opened it.</summary>
    public ValueTask<Admission> AdmitSocketAsync(
        HttpContext context,
        JsonElement payload,
        CancellationToken cancellation
    ) =>
        AdmitAsync(
            context,
            InPayload(payload) ?? context.Request.Headers.Authorization,
            idempotencyKey: null,
            cancellation
        );

    /// <summary>Before each event and each operation on a socket, and every few seconds: the caller as the database knows it now.</summary>
    public async ValueTask<bool> StillAllowedAsync(object? state, CancellationToken cancellation)
    {
        if (state is not RequestState { Token: { } token } request)
            return true;
        if (await callers.FindAsync(token, cancellation) is not { } caller)
            return false;
        request.CallerIsNow(caller);
        return true;
    }

    private async ValueTask<Admission> AdmitAsync(
        HttpContext context,
        StringValues authorization,
        string? idempotencyKey,
        CancellationToken cancellation
    )
    {
        var asked = SpokenLanguage.Of(context.Request);
        var address = RequestLimits.AddressOf(context.Connection.RemoteIpAddress);
        // Two values: which of them a proxy before us looked at nobody knows.
        var known =
            authorization.Count > 1 ? Recognition.BadToken : await callers.RecognizeAsync(authorization, cancellation);
        var allowance = limits.Take(known.Caller, address);
        Tell(context.Response, allowance);
        if (!allowance.Granted)
            return RateLimited(known.Caller?.Language ?? asked, allowance);
        if (known.Refused)
            return BadToken(context.Response, asked);
        return Admission.Admit(
            new RequestState(known.Caller, asked, address, known.Token) { IdempotencyKey = idempotencyKey }
        );
    }

    // Two headers say no key that anybody could go by: the operation refuses it as it refuses any malformed one.
    private static string? KeyOf(HttpRequest request) =>
        request.Headers.TryGetValue("Idempotency-Key", out var values)
            ? (values.Count == 1 ? values[0] ?? "" : "")
            : null;

    private static Admission BadToken(HttpResponse response, Language language)
    {
        if (!response.HasStarted)
            response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Admission.Unauthenticated(Messages.Text(language, "request.badToken"));
    }

    private static Admission RateLimited(Language language, Allowance allowance) =>
        Admission.Refuse(StatusCodes.Status429TooManyRequests, TooMany(language, allowance));

    /// <summary>The error of a request or field that came too often, in the caller's language.</summary>
    public static GraphQLError TooMany(Language language, Allowance allowance) =>
        new(Messages.Text(language, "request.rateLimited", ("seconds", Seconds(allowance))))
        {
            Code = RequestErrorCodes.RateLimited,
        };

    // On a socket the answer has long begun.
    private static void Tell(HttpResponse response, Allowance allowance)
    {
        if (allowance.Limit == 0 || response.HasStarted)
            return;
        var culture = CultureInfo.InvariantCulture;
        response.Headers["RateLimit-Policy"] = string.Create(
            culture,
            $"\"{allowance.Policy}\";q={allowance.Limit};w=60"
        );
        response.Headers["RateLimit"] = string.Create(culture, $"\"{allowance.Policy}\";r={allowance.Remaining};t=1");
        if (!allowance.Granted)
            response.Headers.RetryAfter = Seconds(allowance).ToString(culture);
    }

    private static int Seconds(Allowance allowance) =>
        Math.Max(1, (int)Math.Ceiling(allowance.RetryAfter.TotalSeconds));

    private static StringValues? InPayload(JsonElement payload)
    {
        if (payload.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var property in payload.EnumerateObject())
        {
            if (string.Equals(property.Name, "Authorization", StringComparison.OrdinalIgnoreCase))
                // What is no text is no good token either.
                return property.Value.ValueKind is JsonValueKind.String ? property.Value.GetString() : "?";
        }
        return null;
    }
}
