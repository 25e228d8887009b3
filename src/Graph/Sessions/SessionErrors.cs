using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.Sessions;

/// <summary>Unknown, lapsed, ended or used before: all alike.</summary>
public sealed record RefreshFailed() : Refusal(UserErrorCode.SignInFailed, "session.refreshFailed");

/// <summary>Also while the account is locked.</summary>
public sealed record CurrentPasswordWrong() : Refusal(UserErrorCode.SignInFailed, "user.currentPasswordWrong");
