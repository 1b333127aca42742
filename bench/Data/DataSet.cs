namespace BayesBench.Data;

/// <summary>A named group of files and the public mirrors that serve them.</summary>
/// <param name="Name">Its name, also its folder in the data directory.</param>
/// <param name="Title">What it is.</param>
/// <param name="Terms">Whose it is, and the terms.</param>
/// <param name="Mirrors">
/// Addresses in the order of trying, with <c>{path}</c> (below the set's folder), its parts
/// <c>{directory}</c> and <c>{name}</c>, and <c>{sha256}</c> standing for those of a file.
/// </param>
/// <param name="Files">Its files; their paths begin with the set's name.</param>
public sealed record DataSet(
    string Name, string Title, string Terms, IReadOnlyList<string> Mirrors, IReadOnlyList<DataFile> Files)
{
    /// <summary>The addresses of one file, in the order of trying.</summary>
    public IReadOnlyList<Uri> MirrorsOf(DataFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string path = file.Path[(Name.Length + 1)..];
        int slash = path.LastIndexOf('/');
        return [.. Mirrors.Select(mirror => new Uri(mirror
            .Replace("{path}", path, StringComparison.Ordinal)
            .Replace("{directory}", slash < 0 ? "" : path[..slash], StringComparison.Ordinal)
            .Replace("{name}", path[(slash + 1)..], StringComparison.Ordinal)
            .Replace("{sha256}", file.Sha256, StringComparison.Ordinal)))];
    }

    /// <summary>Whether every file of the set is present and whole; reads them all.</summary>
    public bool IsWhole(string root) => Files.All(file => file.Inspect(root).State == FileState.Present);
}
