using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Tests.Support;
using MathNet.Numerics.Distributions;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>The ratio to another library: its interval, its turns, its row, its place in the report.</summary>
[Collection("program")]
public class PeersTests
{
    private static readonly PeerRow Row = new(
        "unit-interval.fill", "uniform numbers", "TorchSharp", "float, uniform_ in place, the whole at once", "OpenClCpu a processor",
        2, 1 << 20, 21, 0.51, 2.34, 4.567, 4.321, 4.789, "TorchSharp 0.107.0, libtorch 2.10.0", "PoCL 6", "abc123", "2026-01-02 03:04 UTC");

    [Theory]
    [InlineData(6, 1, 6)]
    [InlineData(15, 4, 12)]
    [InlineData(21, 6, 16)]
    [InlineData(100, 40, 61)]
    public void The_interval_is_the_sign_tests(int rounds, int low, int high) // the ranks of every table of it
    {
        double[] ratios = Shuffled(rounds);
        var ratio = PairedRatio.Of([.. ratios.Select(_ => 2.0)], [.. ratios.Select(value => 2 * value)]);
        Assert.Equal((low, high), (ratio.Low, ratio.High));
        Assert.Equal(PairedRatio.Median(ratios), ratio.Ratio);
        Assert.InRange(ratio.Ratio, ratio.Low, ratio.High);
    }

    [Fact]
    public void No_narrower_interval_holds_the_median_with_95_percent()
    {
        for (int rounds = PairedRatio.FewestRounds; rounds <= 60; rounds++)
        {
            double[] ratios = Shuffled(rounds);
            var ratio = PairedRatio.Of([.. ratios.Select(_ => 1.0)], ratios);
            // The median lies outside where fewer than "low" of the ratios fall on one side of it.
            double Missed(double low) => 2 * Binomial.CDF(0.5, rounds, low - 1);
            Assert.True(Missed(ratio.Low) <= 0.05);
            Assert.True(Missed(ratio.Low + 1) > 0.05);
            Assert.Equal(rounds + 1, ratio.Low + ratio.High);
        }
    }

    [Fact]
    public void What_slows_both_sides_of_a_round_does_not_move_the_ratio()
    {
        double[] ours = [1, 2, 1, 7, 1, 3, 1, 1.5];
        var ratio = PairedRatio.Of(ours, [.. ours.Select(seconds => 3 * seconds)]);
        Assert.Equal(new PairedRatio(3, 3, 3), ratio);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(8, 7)]
    public void Too_few_or_unpaired_rounds_are_refused(int ours, int peers) =>
        Assert.Throws<ArgumentException>(() => PairedRatio.Of(new double[ours], new double[peers]));

    [Fact]
    public void Everyone_comes_once_a_round_and_everywhere_in_turn()
    {
        const int Count = 3;
        int[][] rounds = [.. Enumerable.Range(0, 2 * Count).Select(round => Interleaving.Order(Count, round).ToArray())];
        Assert.All(rounds, order => Assert.Equal([0, 1, 2], order.Order()));
        for (int place = 0; place < Count; place++)
        {
            Assert.All(rounds.GroupBy(order => order[place]), group => Assert.Equal(2, group.Count()));
        }
    }

    [Fact]
    public void A_measurement_rests_first_and_follows_the_order()
    {
        var log = new List<char>();
        var interleaving = new Interleaving(rounds: 4, TimeSpan.Zero, () => log.Add('.'));
        void Work(char name)
        {
            log.Add(name);
            Thread.SpinWait(10_000); // longer than a tick of the clock
        }

        double[][] seconds = interleaving.Run([() => Work('a'), () => Work('b')], CancellationToken.None);
        Assert.EndsWith(".a.b.b.a.b.a.a.b", string.Concat(log), StringComparison.Ordinal);
        Assert.All(seconds, one => Assert.Equal(4, one.Length));
    }

    [Fact]
    public void Rows_come_back_and_a_run_replaces_its_own_formulas()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        PeerRow other = Row with { Id = "box-muller.fill" }, again = Row with { Ratio = 5 };
        var results = new ResultsFolder(folder) { Peers = [Row, other] };
        Assert.Equal([Row, other], results.Peers);
        results.Peers = PeerRow.Merge(results.Peers, [again]);
        results.Clear(); // of the main job, which is another run
        Assert.Equal([other, again], results.Peers);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_report_shows_ratio_interval_and_provenance()
    {
        string html = PeerSection.Build([Row]);
        Assert.Contains(">4.57 (4.32 … 4.79)<", html, StringComparison.Ordinal);
        Assert.Contains("2026-01-02 03:04 UTC at commit abc123 on OpenClCpu a processor, PoCL 6, beside TorchSharp 0.107.0, libtorch 2.10.0", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_peers_are_a_program_of_their_own()
    {
        Assert.DoesNotContain(typeof(Cli).Assembly.GetTypes(), type => type.Namespace?.StartsWith("BayesBench.Peers", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("Peers", File.ReadAllText(Path.Combine(Repository.Required(), "Bench.sln")), StringComparison.Ordinal);
    }

    // 1 to n, so that a value is its rank; stirred by a multiplication that 101, a prime, makes a permutation.
    private static double[] Shuffled(int count) =>
        [.. Enumerable.Range(1, 100).Select(i => (double)(i * 37 % 101)).Where(value => value <= count)];
}
