using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

public sealed class DataDirectoryProperties
{
    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "cache");
    private static readonly string Chosen = Path.Combine(Path.GetTempPath(), "chosen");

    [Fact]
    public void TheVariableWins() =>
        Assert.Equal(Chosen, In(("BAYESBENCH_DATA", Chosen), ("XDG_CACHE_HOME", Cache)));

    [Fact]
    public void ARelativeChoiceIsFromTheWorkingDirectory() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "here"), In(("BAYESBENCH_DATA", "here")));

    [Fact]
    public void ElseItIsTheUsersCache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "XDG_CACHE_HOME means nothing on Windows");
        Assert.Equal(Path.Combine(Cache, "bayesbench", "data"), In(("XDG_CACHE_HOME", Cache)));
    }

    [Fact]
    public void AnEmptyOrRelativeVariableIsAsGoodAsNone()
    {
        string plain = In();
        Assert.True(Path.IsPathRooted(plain));
        Assert.EndsWith(Path.Combine("bayesbench", "data"), plain, StringComparison.Ordinal);
        Assert.Equal(plain, In(("BAYESBENCH_DATA", ""), ("XDG_CACHE_HOME", "relative")));
    }

    private static string In(params (string Name, string Value)[] variables) =>
        DataDirectory.Resolve(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
