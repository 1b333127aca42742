using System.CommandLine;
using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>verify</c>: every kernel against the reference on a device.</summary>
public static class VerifyVerb
{
    private const int MostLanes = 8;

    public static Command Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where the kernels run:");
        Option<string?> filter = Options.Filter("formulas");
        Option<bool> json = Options.Json();
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seed of the inputs.",
            DefaultValueFactory = _ => 1,
        };
        var verb = new Command("verify", "Compare every kernel with its reference: the largest error as a share of its bound.")
        {
            device, filter, seed, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            IReadOnlyList<Agreement> agreements = Options.Matching(Registry.All, agreement => [agreement.Id], parsed.GetValue(filter));
            IReadOnlyList<Outcome> outcomes = Run(opened, agreements, parsed.GetValue(seed), UnfinishedRun.None, terminal, cancellation);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(outcomes);
            }
            else
            {
                Show(outcomes, terminal);
            }

            return Task.FromResult(outcomes.All(outcome => outcome.Passed) ? ExitCode.Done : ExitCode.CheckFailed);
        });
        return verb;
    }

    // A kernel's compilation takes longer than its run, and goes on one core. ILGPU's CPU accelerator takes all cores by itself.
    private static int LanesOn(Device device) => device.Kind == DeviceKind.Cpu ? 1 : Math.Min(Environment.ProcessorCount, MostLanes);

    public static IReadOnlyList<Outcome> Run(
        Device device, IReadOnlyList<Agreement> agreements, ulong seed, UnfinishedRun run, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(terminal);
        // Formulas of a topic share kernels, which are compiled once for a lane.
        List<Agreement>[] topics = [.. agreements.GroupBy(agreement => agreement.Id.Split('.')[0]).Select(topic => topic.ToList())];
        List<Device> lanes = [device];
        try
        {
            while (lanes.Count < Math.Min(LanesOn(device), topics.Length))
            {
                lanes.Add(device.OpenAgain());
            }

            return
            [
                .. terminal.Steps(
                    "verifying",
                    lanes,
                    topics,
                    topic => topic[0].Id,
                    (lane, topic) => topic.ConvertAll(
                        agreement =>
                        {
                            cancellation.ThrowIfCancellationRequested();
                            return run.Part($"verify {agreement.Id}", () => Comparer.Verify(agreement, lane, seed));
                        }),
                    cancellation).SelectMany(topic => topic),
            ];
        }
        finally
        {
            lanes.Skip(1).ToList().ForEach(lane => lane.Dispose());
        }
    }

    public static void Show(IReadOnlyList<Outcome> outcomes, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.WriteTable(
            [
                "formula", TableColumn.Number("calls"), TableColumn.Number("worst error"),
                TableColumn.Number("share of bound"), "verdict",
            ],
            outcomes.Select(outcome => new[]
            {
                outcome.Id,
                Format.Invariant($"{outcome.Calls}"),
                Format.Short(outcome.WorstError),
                outcome.IsExact ? "exact" : Format.Percent(outcome.WorstShare),
                outcome.Failure ?? (outcome.LooseBecause is { } reason ? $"agrees; under 1% because {reason}" : "agrees"),
            }));
        int failed = outcomes.Count(outcome => !outcome.Passed);
        terminal.Line(Format.Invariant($"{outcomes.Count - failed} agree, {failed} disagree, on {outcomes[0].Device}."));
    }
}
