using System.Text.RegularExpressions;
using BayesBench.Support;

namespace BayesBench.Saboteurs;

/// <summary>A built copy of the checkout, in which one saboteur at a time does its work. The checkout is never touched.</summary>
/// <remarks>Only the project of a changed file is built again; its assembly then goes to where the tests load it from.</remarks>
public sealed partial class Workshop : IDisposable
{
    private const string Configuration = "Debug";
    private static readonly string[] Suites = ["tests/Properties", "tests/Statistical"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("bayesbench-saboteurs-").FullName;
    private readonly CancellationToken _cancellation;

    /// <summary>Copies the checkout, committed or not, and builds both test programs.</summary>
    /// <exception cref="CheckFailedException">They do not build.</exception>
    public Workshop(string checkout, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        Ran files = ChildProcess.Run(checkout, Patience, cancellation, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        foreach (string file in files.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            string source = Path.Combine(checkout, file), target = Path.Combine(_folder, file);
            if (File.Exists(source))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(source, target);
            }
        }

        foreach (string suite in Suites)
        {
            Ran built = Build(suite);
            if (built.ExitCode != 0)
            {
                throw new CheckFailedException($"the copy's {suite} does not build:\n{built.Output}");
            }
        }
    }

    /// <summary>Whether the tests pass while nobody has done anything.</summary>
    /// <exception cref="CheckFailedException">One fails, or there is none.</exception>
    public void Control(IEnumerable<Saboteur> saboteurs)
    {
        foreach (var group in saboteurs.GroupBy(one => (one.Suite, HasFormula: one.Formula is not null)))
        {
            (int total, int failed, string reason) = Test(
                group.Key.Suite, [.. group.Select(one => one.Test).Distinct()], [.. group.Select(one => one.Formula).OfType<string>().Distinct()]);
            if (total == 0 || failed > 0)
            {
                throw new CheckFailedException(total == 0
                    ? $"there is no test {group.First().Judge}"
                    : $"{failed} of the tests in {group.Key.Suite} fail without any saboteur, such as: {reason}");
            }
        }
    }

    /// <summary>Lets the saboteur do its work, runs its test, and undoes it.</summary>
    /// <exception cref="BadInputException">Its old text does not stand in the file exactly once.</exception>
    public Verdict Try(Saboteur saboteur)
    {
        ArgumentNullException.ThrowIfNull(saboteur);
        string path = Path.Combine(_folder, saboteur.File);
        string text = File.ReadAllText(path);
        int times = text.Split(saboteur.Old).Length - 1;
        if (times != 1)
        {
            throw new BadInputException($"'{saboteur.Mistake}': its old text stands in {saboteur.File} {times} times; it must stand there once.");
        }

        string project = ProjectOf(path);
        string assembly = Path.GetFileNameWithoutExtension(project) + ".dll";
        string[] loaded = [.. Suites.Select(suite => Path.Combine(Bin(suite), assembly)).Where(File.Exists)];
        byte[] sound = File.ReadAllBytes(loaded[0]);
        try
        {
            File.WriteAllText(path, text.Replace(saboteur.Old, saboteur.New, StringComparison.Ordinal));
            Ran built = Build(Path.GetDirectoryName(project)!, "--no-restore", "--no-dependencies");
            if (built.ExitCode != 0)
            {
                return new Verdict(saboteur, false, "it does not build: " + ErrorLine().Match(built.Output).Value);
            }

            byte[] broken = File.ReadAllBytes(Path.Combine(Bin(Path.GetDirectoryName(project)!), assembly));
            Array.ForEach(loaded, target => File.WriteAllBytes(target, broken));
            (int total, int failed, string reason) = Test(saboteur.Suite, [saboteur.Test], saboteur.Formula is { } formula ? [formula] : []);
            return new Verdict(saboteur, failed > 0, failed > 0 ? reason : total > 0 ? "its test passed" : "there is no such test");
        }
        finally
        {
            File.WriteAllText(path, text);
            Array.ForEach(loaded, target => File.WriteAllBytes(target, sound));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Total, int Failed, string Reason) Test(string suite, string[] tests, string[] formulas)
    {
        string program = Path.Combine(Bin(suite), $"BayesBench.{Path.GetFileName(suite)}.dll");
        string[] methods = [.. tests.SelectMany(test => new[] { "-method", $"*.{test}" })];
        string[] traits = [.. formulas.SelectMany(formula => new[] { "-trait", $"formula={formula}" })];
        Ran ran = ChildProcess.Run(
            _folder, Patience, _cancellation, ["dotnet", program, "-noColor", "-preEnumerateTheories", .. methods, .. traits]);
        Match counts = Counts().Match(ran.Output);
        return counts.Success
            ? (int.Parse(counts.Groups[1].ValueSpan), int.Parse(counts.Groups[2].ValueSpan), Failure().Match(ran.Output).Groups[1].Value.Trim())
            : throw new CheckFailedException($"{tests[0]} ended with {ran.ExitCode} and no count:\n{ran.Output}");
    }

    private Ran Build(string folder, params string[] more) => ChildProcess.Run(
        _folder, Patience, _cancellation,
        ["dotnet", "build", folder, "-c", Configuration, "-v", "q", "-nologo", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", .. more]);

    private string Bin(string project) => Path.Combine(_folder, project, "bin", Configuration, $"net{Environment.Version.Major}.0");

    private static string ProjectOf(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        return Directory.GetFiles(folder, "*.csproj") is [string project, ..] ? project : ProjectOf(folder);
    }

    [GeneratedRegex(@"Total: (\d+), Errors: \d+, Failed: (\d+)")]
    private static partial Regex Counts();

    [GeneratedRegex(@"\[FAIL\][^\n]*\n([^\n]*)")]
    private static partial Regex Failure();

    [GeneratedRegex("error [^\n]*")]
    private static partial Regex ErrorLine();
}
