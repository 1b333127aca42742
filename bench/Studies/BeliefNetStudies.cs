using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>The study of the sigmoid belief net's gradients, with progress.</summary>
public static class BeliefNetStudies
{
    private static readonly int CellsOfStudy = 2 * BeliefNetStudy.Contestants.Count;

    public static IReadOnlyList<StudyCell> Compare(
        Device device, Digits digits, BeliefNetStudyOptions options, UnfinishedRun run, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        return terminal.WithProgress("comparing estimators", report =>
        {
            int cells = 0;
            return BeliefNetStudy.Run(
                device,
                digits,
                options,
                new Immediate<StudyCell>(cell => report(Math.Min(1, ++cells / (double)CellsOfStudy), $"{cell.Problem}, {cell.Estimator}")),
                run,
                cancellation);
        });
    }
}
