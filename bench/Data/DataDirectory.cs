namespace BayesBench.Data;

/// <summary>Where data sets live on this machine: never in the repository.</summary>
public static class DataDirectory
{
    /// <summary>The environment variable that names the directory.</summary>
    public const string Variable = "BAYESBENCH_DATA";

    /// <summary>
    /// <c>BAYESBENCH_DATA</c> if it is set, else <c>bayesbench/data</c> in the user's cache. The directory
    /// need not exist.
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

    /// <summary>The program's folder in the user's cache; below the current folder where there is no home. It need not exist.</summary>
    public static string Cache() => Path.GetFullPath(Cache(Environment.GetEnvironmentVariable));

    private static string Cache(Func<string, string?> environment) => Path.Combine(UserCache(environment), "bayesbench");

    private static string UserCache(Func<string, string?> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return Folder(Environment.SpecialFolder.LocalApplicationData);
        }

        // The XDG specification has a relative path ignored.
        return environment("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache)
            ? cache
            : Path.Combine(Folder(Environment.SpecialFolder.UserProfile), ".cache");
    }

    // DoNotVerify: a folder that does not exist yet would otherwise come back as an empty string.
    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
