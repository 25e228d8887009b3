using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Customers;

public sealed record OnlyResellersImport() : Refusal(UserErrorCode.Conflict, "import.onlyResellers");

/// <summary>Names the columns that a header needs.</summary>
public sealed record ImportHeaderWrong(string Columns)
    : Refusal(UserErrorCode.Invalid, "import.header", ("columns", Columns));

/// <summary>It cannot be split, or has another number of fields than the header.</summary>
public sealed record ImportLineUnreadable() : Refusal(UserErrorCode.Invalid, "import.lineUnreadable");

public sealed record ImportReferenceTwice(int Line)
    : Refusal(UserErrorCode.Conflict, "import.referenceTwice", ("line", Line));

public sealed record ImportTooLong(int Maximum)
    : Refusal(UserErrorCode.Invalid, "import.tooLong", ("maximum", Maximum));

public sealed record ImportQuotaExceeded(int PerDay)
    : Refusal(UserErrorCode.QuotaExceeded, "import.quotaExceeded", ("perDay", PerDay));

/// <summary>No reseller has this MPN ID.</summary>
public sealed record ImportResellerUnknown() : Refusal(UserErrorCode.NotFound, "import.resellerUnknown");
