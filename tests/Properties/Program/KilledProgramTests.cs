using System.Diagnostics;
using BayesBench.Results;
using BayesBench.Studies;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>The built program, killed again and again, then run to its end: the same numbers as undisturbed.</summary>
[Collection("program")]
public sealed class KilledProgramTests : IDisposable
{
    // Each of its eight parts takes a twentieth of a second or more: a watcher that a busy machine keeps waiting still meets one.
    private static readonly string[] Study =
    [
        "variance", "--device", "cpu", "--draws", "2000000", "--problem", "bernoulli", "--estimators", "score-function",
        "--parameter", "0.2", "0.3", "0.45", "0.499",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_study_killed_at_random_moments_ends_with_the_same_numbers()
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<StudyCell> undisturbed = Finish("undisturbed.csv", out string quiet);
        TimeSpan whole = watch.Elapsed;
        Assert.Equal(string.Empty, quiet);

        // Where these moments fall, and what is kept there, depends on the machine: the numbers do not.
        var random = new System.Random(9);
        for (int time = 0; time < 2; time++)
        {
            Kill(program => program.RunFor(random.NextDouble() * whole));
        }

        IReadOnlyList<StudyCell> killed = Finish("killed.csv", out _);
        Assert.Equal(undisturbed.Select(Untimed), killed.Select(Untimed));

        Kill(UntilAPartIsKept);
        killed = Finish("killed.csv", out string told);
        Assert.StartsWith("taking up an unfinished run of ", told, StringComparison.Ordinal);
        Assert.Equal(undisturbed.Select(Untimed), killed.Select(Untimed));
        Assert.Equal(0, Parts());
    }

    private static StudyCell Untimed(StudyCell cell) => cell with { Nanoseconds = 0 };

    private IReadOnlyList<StudyCell> Finish(string name, out string told)
    {
        string file = Path.Combine(_folder, name);
        using var program = new ProgramProcess(_folder, [.. Study, "--output", file]);
        Assert.True(program.ExitCode() == 0, program.Error);
        told = program.Error;
        return Csv.Read<StudyCell>(file);
    }

    private void Kill(Action<ProgramProcess> wait)
    {
        using var program = new ProgramProcess(_folder, [.. Study, "--output", Path.Combine(_folder, "killed.csv")]);
        wait(program);
        program.Kill();
    }

    // The file begins with whose parts it holds; what it gains after that is a part.
    private void UntilAPartIsKept(ProgramProcess program)
    {
        for (long first = 0; !program.HasExited && (first == 0 || Parts() <= first); first = first == 0 ? Parts() : first)
        {
            program.RunFor(TimeSpan.FromMilliseconds(10));
        }
    }

    // Bytes of all that is kept; a file that a program takes away at its end meanwhile counts as none.
    private long Parts()
    {
        var kept = new DirectoryInfo(Path.Combine(_folder, "bayesbench", "unfinished"));
        return kept.Exists ? kept.GetFiles().Where(file => file.Exists).Sum(file => file.Length) : 0;
    }
}
