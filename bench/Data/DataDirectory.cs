namespace BayesBench.Data;

/// <summary>Where data sets live on this machine: never in the repository.</summary>
public static class DataDirectory
{
    /// <summary>The environment variable that names the directory.</summary>
    public const string Variable = "BAYESBENCH_DATA";

    /// <summary>
    /// <c>BAYESBENCH_DATA</c> if it is set, else <c>bayesbench/data</c> in the user's cache, and below the working
    /// directory for a user without one (no <c>HOME</c>). The directory need not exist.
    /// </summary>
    public static string Resolve() => Resolve(Environment.GetEnvironmentVariable);

    /// <summary>The same, in an environment of the caller's choice.</summary>
    /// <param name="environment">The value of a variable, null or empty where it is not set.</param>
    public static string Resolve(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment(Variable) is { Length: > 0 } chosen
            ? Path.GetFullPath(chosen)
            : Path.Combine(Cache(environment), "data");
    }

    /// <summary>The program's folder in the user's cache: what can be made or fetched again lives there. It need not exist.</summary>
    public static string Cache() => Path.GetFullPath(Cache(Environment.GetEnvironmentVariable));

    /// <summary>The same, from given variables.</summary>
    /// <param name="environment">The value of a variable, null or empty where it is not set.</param>
    public static string Cache(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Path.Combine(UserCache(environment), "bayesbench");
    }

    private static string UserCache(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            // DoNotVerify: a folder that does not exist yet would otherwise come back as an empty string.
            return Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        }

        // The XDG specification has a relative path ignored.
        if (environment("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache))
        {
            return cache;
        }

        return environment("HOME") is { } home && Path.IsPathRooted(home)
            ? Path.Combine(home, ".cache")
            : Environment.CurrentDirectory;
    }
}
