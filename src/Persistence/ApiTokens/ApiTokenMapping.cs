using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Access;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.ApiTokens;

internal sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens");
        token.HasKey(row => row.Id);
        token.HasIndex(row => row.SecretHash).IsUnique();
        token.HasIndex(row => new { row.OrganizationId, row.Id });
        token.HasIndex(row => row.CreatedBy);
        token.Property(row => row.Name).HasMaxLength(200);
        token
            .Property(row => row.Scopes)
            .HasConversion(JsonText.ListConverter<ApiScope>(), JsonText.ListComparer<ApiScope>());
    }
}
