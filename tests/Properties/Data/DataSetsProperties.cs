using System.Text.RegularExpressions;
using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>The manifest is well formed, and agrees with the real files where they are.</summary>
public sealed partial class DataSetsProperties
{
    [Fact]
    public void The_sets_are_those_of_the_manual() =>
        Assert.Equal(
            [("mnist", 4), ("uci", 40), ("nist", 19)], DataSets.All.Select(set => (set.Name, set.Files.Count)));

    [Fact]
    public void Every_file_has_a_safe_path_a_size_and_a_hash() => Assert.All(Files(), file =>
    {
        Assert.Matches(SafePath(), file.Path);
        Assert.Matches(Sha256(), file.Sha256);
        Assert.True(file.Size > 0);
    });

    [Fact]
    public void No_path_stands_twice() =>
        Assert.Equal(Files().Count(), Files().Select(file => file.Path.ToUpperInvariant()).Distinct().Count());

    [Fact]
    public void Every_file_has_at_least_two_mirrors_of_different_hosts() => Assert.All(DataSets.All, set =>
        Assert.All(set.Files, file =>
        {
            IReadOnlyList<Uri> mirrors = set.MirrorsOf(file);
            Assert.All(mirrors, mirror => Assert.Equal(Uri.UriSchemeHttps, mirror.Scheme));
            Assert.All(mirrors, mirror => Assert.DoesNotContain("{", mirror.OriginalString, StringComparison.Ordinal));
            Assert.True(mirrors.Select(mirror => mirror.Host).Distinct().Count() >= 2);
        }));

    [Fact]
    public void A_mirrors_placeholders_are_the_parts_of_the_path()
    {
        DataFile file = new("set/a/b/c.txt", 1, "0a");
        DataSet set = new("set", "", "", ["https://h/{path}", "https://h/{directory}/x/{name}?{sha256}"], [file]);
        Assert.Equal(
            ["https://h/a/b/c.txt", "https://h/a/b/x/c.txt?0a"], set.MirrorsOf(file).Select(uri => uri.ToString()));
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("uci")]
    [InlineData("nist")]
    public void The_real_files_are_those_of_the_manifest(string set)
    {
        string root = RealData.Require(set);
        Assert.All(new DataCommand(root, DataSets.All).Verify(set), report => Assert.Null(report.Reason));
    }

    private static IEnumerable<DataFile> Files() => DataSets.All.SelectMany(set => set.Files);

    [GeneratedRegex("^[a-z]+(/[A-Za-z0-9][A-Za-z0-9._-]*)+$")]
    private static partial Regex SafePath();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();
}
