using System.CommandLine;
using System.Diagnostics;
using BayesBench.Support;

namespace BayesBench.Saboteurs;

/// <summary>The command line.</summary>
public static class SaboteursCommand
{
    private static readonly string Document = Path.Combine("docs", "saboteurs.md");

    public static RootCommand Create(Terminal terminal)
    {
        var sample = new Option<int?>("--sample")
        {
            Description = "Only so many; the next ones with every commit.",
            HelpName = "n",
        };
        Option<string?> filter = Options.Filter("saboteurs");
        var write = new Option<bool>("--write") { Description = $"Write {Document}, if all are killed." };
        var root = new RootCommand("Make deliberate mistakes in a copy of the sources, one by one, and see whether the tests notice.")
        {
            sample, filter, write,
        };
        root.SetAction((parsed, cancellation) =>
        {
            string checkout = Checkout.Root ?? throw new BadInputException("saboteurs work on the sources: run them from a checkout.");
            IReadOnlyList<Saboteur> all = Saboteur.Read(Path.Combine(checkout, "tools", "saboteurs", "saboteurs.json"));
            IReadOnlyList<Saboteur> chosen = Options.Matching(all, one => [one.Mistake, one.File, one.Test], parsed.GetValue(filter));
            chosen = parsed.GetValue(sample) is { } count ? Rotated(chosen, count, CommitsOf(checkout, cancellation)) : chosen;
            if (parsed.GetValue(write) && chosen.Count < all.Count)
            {
                throw new BadInputException("--write needs them all, without --sample or --filter.");
            }

            long start = Stopwatch.GetTimestamp();
            int survivors = Run(checkout, chosen, terminal, cancellation).Count(verdict => !verdict.IsKilled);
            terminal.Line(Format.Invariant(
                $"{chosen.Count - survivors} of {chosen.Count} killed, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s."));
            string path = Path.Combine(checkout, Document), text = VerdictTable.Text(all);
            if (parsed.GetValue(write) && survivors == 0)
            {
                AtomicFile.WriteAllText(path, text);
            }

            bool isSame = File.Exists(path) && File.ReadAllText(path) == text;
            if (!isSame)
            {
                terminal.ErrorLine($"{Document} is not of these saboteurs; --write writes it.");
            }

            return Task.FromResult(survivors == 0 && isSame ? ExitCode.Done : ExitCode.CheckFailed);
        });
        return root;
    }

    private static List<Verdict> Run(
        string checkout, IReadOnlyList<Saboteur> chosen, Terminal terminal, CancellationToken cancellation)
    {
        using var workshop = new Workshop(checkout, cancellation);
        foreach (Saboteur one in chosen.DistinctBy(one => one.Judge))
        {
            workshop.Control(one);
        }

        var verdicts = new List<Verdict>();
        foreach (Saboteur one in chosen)
        {
            Verdict verdict = workshop.Try(one);
            verdicts.Add(verdict);
            terminal.Line($"{(verdict.IsKilled ? "killed" : "SURVIVED"),-9} {one.Mistake}: {one.Judge}: {verdict.Reason}");
        }

        return verdicts;
    }

    // As many as are wanted, from where the commit before left off.
    private static List<Saboteur> Rotated(IReadOnlyList<Saboteur> all, int count, int commits) =>
        [.. Enumerable.Range(0, Math.Min(count, all.Count)).Select(i => all[(int)((((long)commits * count) + i) % all.Count)])];

    private static int CommitsOf(string checkout, CancellationToken cancellation) => int.Parse(
        ChildProcess.Run(checkout, TimeSpan.FromMinutes(1), cancellation, "git", "rev-list", "--count", "HEAD").Output.Trim());
}
