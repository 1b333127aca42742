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
        var missing = new Option<bool>("--missing") { Description = $"Only those that {Document} does not show." };
        var write = new Option<bool>("--write") { Description = $"Write who was killed into {Document}." };
        var root = new RootCommand("Make deliberate mistakes in a copy of the sources, one by one, and see whether the tests notice.")
        {
            sample, filter, missing, write,
        };
        root.SetAction((parsed, cancellation) =>
        {
            string checkout = Checkout.Root ?? throw new BadInputException("saboteurs work on the sources: run them from a checkout.");
            IReadOnlyList<Saboteur> all = Saboteur.Read(Path.Combine(checkout, "tools", "saboteurs", "saboteurs.json"));
            IReadOnlyList<Saboteur> chosen = Options.Matching(all, one => [one.Mistake, one.File, one.Test], parsed.GetValue(filter));
            string path = Path.Combine(checkout, Document);
            string shown = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
            chosen = parsed.GetValue(missing) ? [.. chosen.Where(one => !VerdictTable.Shows(shown, one))] : chosen;
            chosen = parsed.GetValue(sample) is { } count ? Rotated(chosen, count, CommitsOf(checkout, cancellation)) : chosen;
            long start = Stopwatch.GetTimestamp();
            var survivors = new HashSet<Saboteur>();
            foreach (Verdict verdict in Verdicts(checkout, chosen, cancellation))
            {
                Saboteur one = verdict.Saboteur;
                terminal.Line($"{(verdict.IsKilled ? "killed" : "SURVIVED"),-9} {one.Mistake}: {one.Judge}: {verdict.Reason}");
                survivors.UnionWith(verdict.IsKilled ? [] : [one]);
                if (parsed.GetValue(write))
                {
                    // After every one: who is killed before a run is cut short stays in the table.
                    shown = VerdictTable.Text(all.Where(each =>
                        each == one ? verdict.IsKilled : VerdictTable.Shows(shown, each)));
                    AtomicFile.WriteAllText(path, shown);
                }
            }

            terminal.Line(Format.Invariant(
                $"{chosen.Count - survivors.Count} of {chosen.Count} killed, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s."));
            bool isWhole = shown == VerdictTable.Text(all);
            if (!isWhole)
            {
                terminal.ErrorLine($"{Document} is not of these saboteurs; --missing --write adds those that it does not show.");
            }

            return Task.FromResult(survivors.Count == 0 && isWhole ? ExitCode.Done : ExitCode.CheckFailed);
        });
        return root;
    }

    private static IEnumerable<Verdict> Verdicts(string checkout, IReadOnlyList<Saboteur> chosen, CancellationToken cancellation)
    {
        if (chosen.Count == 0)
        {
            yield break;
        }

        using var workshop = new Workshop(checkout, cancellation);
        workshop.Control(chosen);
        foreach (Saboteur one in chosen)
        {
            yield return workshop.Try(one);
        }
    }

    // As many as are wanted, from where the commit before left off.
    private static List<Saboteur> Rotated(IReadOnlyList<Saboteur> all, int count, int commits) =>
        [.. Enumerable.Range(0, Math.Min(count, all.Count)).Select(i => all[(int)((((long)commits * count) + i) % all.Count)])];

    private static int CommitsOf(string checkout, CancellationToken cancellation) => int.Parse(
        ChildProcess.Run(checkout, TimeSpan.FromMinutes(1), cancellation, "git", "rev-list", "--count", "HEAD").Output.Trim());
}
