using BayesBench.Agreements;
using BayesBench.Catalogue;
using BayesBench.Properties.Program;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Catalogue;

/// <summary>Every formula has a page, whose files exist and whose example eval answers as it says.</summary>
public class FormulaPageTests
{
    public static TheoryData<string> Ids => [.. Registry.All.Select(agreement => agreement.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_page_says_what_the_reference_documents(string id)
    {
        Agreement agreement = Registry.Find(id);
        FormulaPage page = FormulaPage.Of(agreement);
        Assert.NotEmpty(page.Documentation.Summary);
        Assert.Equal(agreement.Parameters.Select(one => one.Name), page.Documentation.Parameters.Select(one => one.Name));
        Assert.All(page.Documentation.Parameters, one => Assert.NotEmpty(one.Text));
        ProgramRun run = await ProgramRun.WithInput(page.Example.Line(), "eval");
        Assert.Equal($"{{\"id\":\"{id}\",\"value\":{page.Example.Value.GetRawText()}}}", run.Out.Trim());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_files_exist(string id)
    {
        string root = Repository.Required();
        Assert.All(FormulaEntry.Of(Registry.Find(id)).Views, view =>
            Assert.True(view.File is null ? view.MissingBecause is not null : File.Exists(Path.Combine(root, view.File)), view.ToString()));
    }

    [Fact]
    public void Documentation_is_told_apart_into_formula_notes_and_source()
    {
        Documentation page = FormulaPage.Of(Registry.Find("normal.draw")).Documentation;
        Assert.Equal("Independent draws, a pure function of the key, the stream and the first block.", page.Summary);
        Assert.StartsWith("mean + standardDeviation z. Draw i comes from block firstBlock + floor(i / 4),", page.Formula, StringComparison.Ordinal);
        Assert.Equal(["The tail ends at 6.66 standard deviations, see BoxMuller.FromWords."], page.Notes);
        Assert.Null(page.Source);
        Documentation inOneParagraph = FormulaPage.Of(Registry.Find("local-reparameterization.preactivation-moments")).Documentation;
        Assert.Equal("sum_d x[d] mean[d], sum_d x[d]^2 exp(logAlpha[d]) mean[d]^2.", inOneParagraph.Formula);
        Assert.Equal("the paper's section 3, equation 12; the deck, F79.", inOneParagraph.Source);
        Assert.Equal("the deck, F16.", FormulaPage.Of(Registry.Find("uniform.cdf")).Documentation.Source); // the class's
        Assert.Equal(new Described("ArgumentOutOfRangeException", "An argument breaks its rule."), Assert.Single(page.Exceptions));
    }

    [Fact]
    public void Golden_rows_are_counted() => Assert.Equal(
        Support.GoldenFile.Lines("committed").Count(line => line.Id == "normal.log-density"), GoldenRows.Of("normal.log-density"));
}
