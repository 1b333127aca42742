using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Support;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The published table of autoencoders: its schedule, and a small run of it.</summary>
public sealed class EvidenceStudyTests : IDisposable
{
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(60, 30));

    // Five steps a pass: six of sixty images are kept for validation, and a batch is ten.
    private static readonly EvidenceOptions Small = new(Stages: 2, Draws: 20, TestImages: 30, Seed: 3, Batch: 10, Hidden: 8, Latents: 3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bayesbench-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_schedule_is_the_published_one()
    {
        Assert.Equal([1, 4, 13, 40, 121, 364, 1093, 3280], Enumerable.Range(1, 8).Select(EvidenceSchedule.Passes));
        Assert.Equal([0, 1, 1, 1, 2], new[] { 0, 1, 3, 3, 4 }.Select(EvidenceSchedule.StageOf));
        Assert.Equal(7, EvidenceSchedule.StageOf(3279));
        Assert.All(
            new[] { 10, 7.2, 5.2, 3.7, 2.7, 1.9, 1.4, 1 }.Index(),
            stage => Assert.Equal(1e-4 * stage.Item, EvidenceSchedule.Rate(stage.Index), 1e-12));
    }

    [Fact]
    public void A_run_that_was_cut_short_goes_on_and_every_bound_has_its_row()
    {
        EvidenceRow[] whole = Run("vae-1,iwae-5", null);
        using var cancelled = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => EvidenceStudy.Run(
            TestDevices.Fastest, Some.Value, EvidenceCell.Named("vae-1"), Small, _folder.FullName,
            passed: (_, at) => Cancel(at.History.Count == 2), cancellation: cancelled.Token));
        EvidenceCell cell = EvidenceCell.Named("vae-1")[0];
        Assert.Equal((10, 20), StepsOf(CheckpointFile.Read(EvidenceStudy.FileFor(_folder.FullName, cell, Small))));
        Assert.Equal(whole, Run("vae-1,iwae-5", _folder.FullName));

        // What is further than asked for is not gone back on, and other runs are not gone on with.
        Assert.EndsWith(
            "it has taken 20 steps, and --stages 1 ends after 5; --fresh begins anew.",
            Assert.Throws<BadInputException>(() => Run("vae-1", _folder.FullName, Small with { Stages = 1 })).Message,
            StringComparison.Ordinal);
        Assert.Equal(whole[..1], Run("vae-1", _folder.FullName, fresh: true));

        EvidenceRow row = whole[1];
        Assert.Equal(("iwae-5", 4, 20, 30, 20, 85.54), (row.Model, row.Passes, row.Steps, row.TestImages, row.Draws, row.Published));
        Assert.Equal(row.NegativeLogLikelihood - row.Published, row.Gap);
        Assert.InRange(row.EffectiveSampleSize, row.LeastEffectiveSampleSize, 20);
        Assert.InRange(row.MonteCarloError, 0, row.StandardError);
        Assert.InRange(row.ActiveUnits, 0, 3);
        // A pixel that is black with probability one half costs ln 2.
        Assert.InRange(row.NegativeLogLikelihood, 20, 784 * Math.Log(2));

        void Cancel(bool now)
        {
            if (now)
            {
                cancelled.Cancel();
            }
        }

        static (int, int) StepsOf(Checkpoint at) => (at.Step, at.Steps);
    }

    [Fact]
    public void Training_lowers_what_is_tested()
    {
        EvidenceOptions longer = Small with { Stages = 3 };
        Assert.True(Run("iwae-5", null, longer)[0].NegativeLogLikelihood < Run("iwae-5", null, Small with { Stages = 1 })[0].NegativeLogLikelihood);
    }

    private static EvidenceRow[] Run(string cells, string? folder, EvidenceOptions? options = null, bool fresh = false) =>
    [
        .. EvidenceStudy.Run(
            TestDevices.Fastest, Some.Value, EvidenceCell.Named(cells), options ?? Small, folder, fresh,
            cancellation: TestContext.Current.CancellationToken).Select(row => row with { Seconds = 0, Date = string.Empty }),
    ];
}
