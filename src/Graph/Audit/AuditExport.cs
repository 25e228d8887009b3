using Microsoft.AspNetCore.Http;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Localization;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Audit;

/// <summary>
/// GET /audit/export: the trail of the caller's organization as JSON Lines. The same token, permission, limits and filters as the field
/// <c>auditEvents</c>, and the right to it is looked at again while it is being read.
/// </summary>
internal sealed class AuditExport(Callers callers, RequestLimits limits, AuditReader reader)
{
    public const string Path = "/audit/export";

    private static readonly Permission View = PermissionTable.Of(PermissionName.ViewAuditTrail);

    public async Task ServeAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var known = await callers.RecognizeAsync(context.Request.Headers.Authorization, cancellation);
        var state = new RequestState(known.Caller, SpokenLanguage.Of(context.Request));
        var allowance = limits.Take(known.Caller, RequestLimits.AddressOf(context.Connection.RemoteIpAddress));
        if (!allowance.Granted)
        {
            await RefuseAsync(
                context,
                StatusCodes.Status429TooManyRequests,
                RequestGate.TooMany(state.Language, allowance)
            );
            return;
        }
        if (Refusal(known, state) is { } refused)
        {
            var status =
                refused.Code is RequestErrorCodes.Unauthenticated
                    ? StatusCodes.Status401Unauthorized
                    : StatusCodes.Status403Forbidden;
            await RefuseAsync(context, status, refused);
            return;
        }
        if (AuditQuery.Read(context.Request.Query, out var filter) is { } wrong)
        {
            await RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                new GraphQLError(wrong) { Code = ErrorCodes.BadUserInput }
            );
            return;
        }
        await WriteAsync(context, state, known.Token!, filter);
    }

    private async Task WriteAsync(HttpContext context, RequestState state, string token, AuditFilter filter)
    {
        var (response, organization) = (context.Response, state.SignedIn.Organization);
        response.ContentType = "application/jsonl; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        try
        {
            await reader.WriteAsync(
                response.BodyWriter,
                organization,
                filter,
                state.Language,
                MayGoOnAsync,
                context.RequestAborted
            );
        }
        catch (AuditCutOffException)
        {
            // Cut off and not ended: nobody shall take what is there for the whole.
            context.Abort();
        }

        async ValueTask<bool> MayGoOnAsync() =>
            await callers.FindAsync(token, context.RequestAborted) is { } caller
            && caller.Organization == organization
            && View.Refuse(caller) is null;
    }

    private static GraphQLError? Refusal(Recognition known, RequestState state) =>
        known.Refused
            ? new GraphQLError(Messages.Text(state.Language, "request.badToken"))
            {
                Code = RequestErrorCodes.Unauthenticated,
            }
            : View.Decide(state);

    private static Task RefuseAsync(HttpContext context, int status, GraphQLError error)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message = error.Message, extensions = new { code = error.Code } } } },
            context.RequestAborted
        );
    }
}
