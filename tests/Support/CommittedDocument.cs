using Xunit;

namespace BayesBench.Tests.Support;

/// <summary>Documents that are written from the code: the committed one must be what the code says now.</summary>
internal static class CommittedDocument
{
    /// <summary>Asserts it; <c>BAYESBENCH_UPDATE=1</c> writes the document again first.</summary>
    public static void Holds(string file, string text)
    {
        string path = Path.Combine(Repository.Required(), file);
        if (Environment.GetEnvironmentVariable("BAYESBENCH_UPDATE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.Exists(path) ? File.ReadAllText(path) : string.Empty);
    }
}
