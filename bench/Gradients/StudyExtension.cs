using System.Reflection;
using System.Security.Cryptography;
using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>An assembly that a study takes problems and estimators from.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Sha256">What the file held when the study was asked for: a part of what defines its numbers.</param>
public sealed record StudyExtension(string Path, string Sha256)
{
    /// <summary>The extension of a file.</summary>
    /// <exception cref="BadInputException">There is no such file.</exception>
    public static StudyExtension Of(string path) => new(path, HashOf(path));

    /// <summary>One of every public class of it that is an extension.</summary>
    /// <exception cref="BadInputException">The file has changed, is no assembly, or holds no extension.</exception>
    internal IReadOnlyList<IStudyExtension> Load()
    {
        if (HashOf(Path) is var hash && hash != Sha256)
        {
            throw new BadInputException($"{Path} has changed: its SHA-256 was {Sha256}, and is {hash}.");
        }

        try
        {
            IStudyExtension[] found =
            [
                .. Assembly.LoadFrom(System.IO.Path.GetFullPath(Path)).GetExportedTypes()
                    .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IStudyExtension)))
                    .Select(type => (IStudyExtension)Activator.CreateInstance(type)!),
            ];
            return found.Length > 0
                ? found
                : throw new BadInputException($"{Path} has no public class that is an {nameof(IStudyExtension)}.");
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException)
        {
            throw new BadInputException($"{Path} is no .NET assembly that this program can load.");
        }
        catch (Exception e) when (e is MissingMethodException or TypeLoadException or FileNotFoundException)
        {
            throw new BadInputException($"{Path} cannot be used: {ErrorText.Of(e)}");
        }
        catch (TargetInvocationException e)
        {
            throw new BadInputException($"{Path} cannot be used: {ErrorText.Of(e.InnerException!)}");
        }
    }

    private static string HashOf(string path)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be read: {ErrorText.Of(e)}");
        }
    }
}
