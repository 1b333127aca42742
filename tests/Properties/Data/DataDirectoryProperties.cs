using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

public sealed class DataDirectoryProperties
{
    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "cache");
    private static readonly string Chosen = Path.Combine(Path.GetTempPath(), "chosen");

    [Fact]
    public void The_variable_wins() =>
        Assert.Equal(Chosen, In(("BAYESBENCH_DATA", Chosen), ("XDG_CACHE_HOME", Cache)));

    [Fact]
    public void A_relative_choice_is_from_the_working_directory() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "here"), In(("BAYESBENCH_DATA", "here")));

    [Fact]
    public void Else_it_is_the_users_cache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "XDG_CACHE_HOME means nothing on Windows");
        Assert.Equal(Path.Combine(Cache, "bayesbench", "data"), In(("XDG_CACHE_HOME", Cache)));
    }

    [Fact]
    public void An_empty_or_relative_variable_is_as_good_as_none()
    {
        string plain = In();
        Assert.True(Path.IsPathRooted(plain));
        Assert.EndsWith(Path.Combine("bayesbench", "data"), plain, StringComparison.Ordinal);
        Assert.Equal(plain, In(("BAYESBENCH_DATA", ""), ("XDG_CACHE_HOME", "relative")));
    }

    [Fact]
    public void Else_it_is_below_the_home_and_without_one_below_the_working_directory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "HOME means nothing on Windows");
        Assert.Equal(Path.Combine(Chosen, ".cache", "bayesbench", "data"), In(("HOME", Chosen)));
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "bayesbench", "data"), In());
    }

    private static string In(params (string Name, string Value)[] variables) =>
        DataDirectory.Resolve(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
