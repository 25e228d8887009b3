using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Tests.Refusals;

public sealed class SchemaNameTests
{
    [Fact]
    public void User_error_codes_are_exactly_the_contracts()
    {
        const string Contract = """
            REQUIRED INVALID NOT_FOUND CONFLICT ILLEGAL_TRANSITION
            EMAIL_TAKEN WEBMAIL_ADDRESS_REFUSED
            MPN_PROFILE_INACTIVE MPN_COUNTRY_MISMATCH MPN_ALREADY_LINKED MEMBERSHIP_SIGN_IN_FAILED
            SIGN_IN_FAILED PASSWORD_TOO_WEAK TEMPORARY_PASSWORD_EXPIRED LAST_GLOBAL_ADMIN GLOBAL_ADMIN_REQUIRED
            INVITATION_NOT_FOUND INVITATION_EXPIRED INVITATION_REVOKED INVITATION_ALREADY_USED INVITATION_NOT_FOR_YOU LINK_MISSING CONFIRMATION_REQUIRED
            NO_RELATIONSHIP NO_ORDERING_GRANT NO_ADMINISTRATION_GRANT ADMIN_AGENT_REQUIRED QUOTA_EXCEEDED
            """;

        Enum.GetValues<UserErrorCode>()
            .Select(SchemaName.Of)
            .ShouldBe(
                Contract.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
                ignoreOrder: true
            );
    }

    [Fact]
    public void Ability_reasons_are_exactly_the_contracts() =>
        Enum.GetValues<AbilityReason>()
            .Select(SchemaName.Of)
            .ShouldBe(
                "PASSWORD_CHANGE_REQUIRED ROLE_MISSING ADMIN_AGENT_REQUIRED NO_RELATIONSHIP NO_ORDERING_GRANT NO_ADMINISTRATION_GRANT NOT_APPROVED".Split(
                    ' '
                )
            );

    [Fact]
    public void A_run_of_digits_is_a_word_of_its_own() =>
        Enum.GetValues<ProductFamily>()
            .Select(SchemaName.Of)
            .ShouldBe(["OFFICE_365", "AZURE", "DYNAMICS_365", "OTHER"]);

    [Fact]
    public void Several_words_are_joined_by_underscores() =>
        SchemaName.Of(ProviderService.TechnicalTrainingAndAssistance).ShouldBe("TECHNICAL_TRAINING_AND_ASSISTANCE");
}
