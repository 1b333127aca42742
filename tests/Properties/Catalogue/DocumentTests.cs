using System.Text.RegularExpressions;
using BayesBench.Catalogue;
using BayesBench.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Catalogue;

/// <summary>The documents that the catalogue writes are those that are committed.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Files => ["docs/formulas.md", "docs/topics.md", "docs/errata.md", "docs/estimators.md", "README.md"];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_committed_document_is_what_the_code_says(string file) =>
        CommittedDocument.Holds(file, Document.All(Repository.Required()).Single(document => document.File == file).Text);

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_links_lead_somewhere(string file)
    {
        string root = Repository.Required();
        string folder = Path.GetDirectoryName(Path.Combine(root, file))!;
        Assert.All(
            Links().Matches(Document.All(root).Single(document => document.File == file).Text).Select(match => match.Groups[1].Value),
            link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    [Fact]
    public void Text_between_the_markers_is_replaced_and_nothing_else()
    {
        const string Before = "a\n<!-- catalogue -->\nold\n<!-- /catalogue -->\nb\n";
        Assert.Equal("a\n<!-- catalogue -->\nnew\n<!-- /catalogue -->\nb\n", Document.Between(Before, "new\n"));
        Assert.Equal(
            "the README has no place for the catalogue; it must hold <!-- catalogue --> and <!-- /catalogue -->.",
            Assert.Throws<CheckFailedException>(() => Document.Between("a\n", "new\n")).Message);
    }

    [GeneratedRegex(@"(?<!\\)\]\((?!https?:)([^)#]+)\)")]
    private static partial Regex Links();
}
