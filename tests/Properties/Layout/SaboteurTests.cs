using System.Text.Json;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Layout;

/// <summary>The saboteurs could still do their work; whether the tests notice is seen by tools/saboteurs itself.</summary>
public class SaboteurTests
{
    private static IEnumerable<JsonElement> All => JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Repository.Required(), "tools", "saboteurs", "saboteurs.json")))
        .RootElement.EnumerateArray();

    [Fact]
    public void Their_text_stands_in_the_file_exactly_once() => Assert.All(All, one => Assert.Equal(
        1, File.ReadAllText(Path.Combine(Repository.Required(), Text(one, "file"))).Split(Text(one, "old")).Length - 1));

    [Fact]
    public void Their_tests_exist()
    {
        string[] sources = [.. Directory.GetFiles(Path.Combine(Repository.Required(), "tests"), "*.cs", SearchOption.AllDirectories)];
        Assert.All(All, one =>
        {
            string[] test = Text(one, "test").Split('.');
            Assert.Contains(sources, source => Path.GetFileName(source).StartsWith($"{test[0]}.", StringComparison.Ordinal)
                && File.ReadAllText(source).Contains($" {test[1]}(", StringComparison.Ordinal));
        });
    }

    private static string Text(JsonElement one, string name) => one.GetProperty(name).GetString()!;
}
