namespace BayesBench.Support;

/// <summary>The checkout that the program runs in; a published program has none.</summary>
public static class Checkout
{
    /// <summary>The folder of Bench.sln, or null.</summary>
    public static string? Root { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bench.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
