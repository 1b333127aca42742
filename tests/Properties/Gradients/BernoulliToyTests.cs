using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Every estimator that takes bits of one logit, on all their outcomes.</summary>
public class BernoulliToyTests
{
    private static readonly double[] KoolTargets = [0.6, 0.51, 0.48];

    [Theory]
    [InlineData(0, -0.045, 0.43842, 0.00465, 0.007275, 0.0019875, 7.58036e-4, 0.007275, 0.00465)]
    [InlineData(-4, -0.00317929, 0.0335568, double.NaN, 3.81025e-4, 1.82276e-4, 8.99616e-5, 5.99995e-4, 3.74353e-4)]
    public void Variances_of_Kools_toy_are_those_derived_by_hand(
        double logit, double gradient, double score, double mean, double two, double four, double eight, double arm, double disArm)
    {
        GradientMoments[] moments =
        [
            ScoreFunction.ToyMoments(KoolTargets, logit),
            Baseline.ToyMoments(KoolTargets, logit, Baseline.ToyMean(KoolTargets, logit)),
            .. new[] { 2, 4, 8 }.Select(samples => LeaveOneOut.ToyMoments(KoolTargets, logit, samples)),
            AugmentReinforceMerge.ToyMoments(KoolTargets, logit),
            DisArm.ToyMoments(KoolTargets, logit),
        ];
        double[] expected = [score, mean, two, four, eight, arm, disArm];
        Assert.All(moments, exact => Assert.Equal(1, exact.Gradient[0] / gradient, 2e-6));
        Assert.All(moments.Zip(expected).Where(pair => !double.IsNaN(pair.Second)), pair =>
            Assert.Equal(1, pair.First.Variance[0] / pair.Second, 2e-6));
    }

    [Fact]
    public void Moments_are_sums_over_all_outcomes()
    {
        foreach ((double[] targets, double logit) in Toys(40, most: 3, seed: 201))
        {
            int bits = targets.Length;
            double baseline = logit - targets[0];
            EstimatorLaws.MomentsAreSums(
                ScoreFunction.ToyMoments(targets, logit), bits, logit, uniforms => ScoreFunction.Toy(targets, logit, uniforms));
            EstimatorLaws.MomentsAreSums(
                Baseline.ToyMoments(targets, logit, baseline), bits, logit, uniforms => Baseline.Toy(targets, logit, baseline, uniforms));
            foreach (int samples in new[] { 2, 3 })
            {
                EstimatorLaws.MomentsAreSums(
                    LeaveOneOut.ToyMoments(targets, logit, samples),
                    samples * bits,
                    logit,
                    uniforms => LeaveOneOut.Toy(targets, logit, uniforms));
            }
        }
    }

    [Fact]
    public void Moments_of_antithetic_pairs_are_integrals_over_the_uniform_numbers()
    {
        foreach ((double[] targets, double logit) in Toys(60, most: 4, seed: 202))
        {
            MomentsAreIntegrals(
                AugmentReinforceMerge.ToyMoments(targets, logit), targets, logit, AugmentReinforceMerge.Toy);
            MomentsAreIntegrals(DisArm.ToyMoments(targets, logit), targets, logit, DisArm.Toy);
        }
    }

    [Fact]
    public void One_bit_is_the_bernoulli_problem()
    {
        foreach ((double target, double logit) in Points.Bernoulli(200, seed: 203))
        {
            double[] targets = [target];
            double mean = Baseline.BernoulliMean(target, logit);
            Assert.Equal(mean, Baseline.ToyMean(targets, logit), 1e-15);
            Alike(ScoreFunction.BernoulliMoments(target, logit), ScoreFunction.ToyMoments(targets, logit));
            Alike(Baseline.BernoulliMoments(target, logit, mean), Baseline.ToyMoments(targets, logit, mean));
            Alike(AugmentReinforceMerge.BernoulliMoments(target, logit), AugmentReinforceMerge.ToyMoments(targets, logit));
            Alike(DisArm.BernoulliMoments(target, logit), DisArm.ToyMoments(targets, logit));
            foreach (int samples in new[] { 2, 5 })
            {
                Alike(LeaveOneOut.BernoulliMoments(target, logit, samples), LeaveOneOut.ToyMoments(targets, logit, samples));
            }

            foreach (double u in new[] { 0.02, 0.3, 0.6, 0.97 })
            {
                Assert.Equal(ScoreFunction.Bernoulli(target, logit, u), ScoreFunction.Toy(targets, logit, [u]));
                Assert.Equal(Baseline.Bernoulli(target, logit, mean, u), Baseline.Toy(targets, logit, mean, [u]));
                Assert.Equal(AugmentReinforceMerge.Bernoulli(target, logit, u), AugmentReinforceMerge.Toy(targets, logit, [u]));
                Assert.Equal(DisArm.Bernoulli(target, logit, u), DisArm.Toy(targets, logit, [u]), 4e-16);
                Assert.Equal(LeaveOneOut.Bernoulli(target, logit, [u, 0.5]), LeaveOneOut.Toy(targets, logit, [u, 0.5]));
            }
        }
    }

    // Only the bits that differ move f, and the others' uniform numbers move ARM all the same.
    [Fact]
    public void DisARM_never_varies_more_than_ARM()
    {
        foreach ((double[] targets, double logit) in Toys(60, most: 6, seed: 204))
        {
            double arm = AugmentReinforceMerge.ToyMoments(targets, logit).Variance[0];
            Assert.InRange(DisArm.ToyMoments(targets, logit).Variance[0], 0, arm);
        }
    }

    // With S = sum d^2 at one half, d = 1 - 2 t: two samples left out vary by S / 16 more than DisARM, which varies as the mean
    // baseline does, and ARM by D S / 48 more.
    [Fact]
    public void At_one_half_ARM_beats_two_samples_left_out_below_three_bits_only()
    {
        foreach ((double[] targets, _) in Toys(60, most: 6, seed: 205))
        {
            double least = Baseline.ToyMoments(targets, 0, Baseline.ToyMean(targets, 0)).Variance[0];
            double squares = targets.Sum(t => (1 - (2 * t)) * (1 - (2 * t)));
            double bound = 1e-14 * (least + squares);
            Assert.Equal(least, DisArm.ToyMoments(targets, 0).Variance[0], bound);
            Assert.Equal(least + (squares / 16), LeaveOneOut.ToyMoments(targets, 0, 2).Variance[0], bound);
            Assert.Equal(least + (targets.Length * squares / 48), AugmentReinforceMerge.ToyMoments(targets, 0).Variance[0], bound);
        }
    }

    [Fact]
    public void Twelve_bits_are_the_most()
    {
        double[] thirteen = [.. Enumerable.Repeat(0.5, 13)];
        const string Rule = "the length of targets is 13; it must be in [1, 12]";
        Assert.Contains(Rule, Message(() => DisArm.ToyMoments(thirteen, 0)), StringComparison.Ordinal);
        Assert.Contains(Rule, Message(() => ScoreFunction.ToyReplicate(thirteen, 0, default, 0)), StringComparison.Ordinal);
        Assert.Equal(0, ScoreFunction.ToyMoments(thirteen[1..], 0).Gradient[0]);
        Assert.Contains(
            "uniforms has length 2; it must have length 3",
            Message(() => AugmentReinforceMerge.Toy(KoolTargets, 0, [0.5, 0.5])),
            StringComparison.Ordinal);
        Assert.Contains(
            "uniforms has length 5; it must have length 6",
            Message(() => LeaveOneOut.Toy(KoolTargets, 0, [.. Enumerable.Repeat(0.5, 5)])),
            StringComparison.Ordinal);
        Assert.Contains(
            "targets[1] is NaN; it must be finite", Message(() => ScoreFunction.ToyMoments([0, double.NaN], 0)), StringComparison.Ordinal);
    }

    private static List<(double[] Targets, double Logit)> Toys(int count, int most, ulong seed)
    {
        var source = new InputSource(seed);
        return [.. Enumerable.Range(0, count)
            .Select(i => (source.Vector(1 + (i % most), s => s.Uniform(0, 1)), source.Uniform(-4, 4)))];
    }

    // Rounding of the sums over outcomes, against f itself: a nearly constant f has terms of its size.
    private static void Alike(GradientMoments one, GradientMoments toy)
    {
        Assert.Equal(one.Gradient[0], toy.Gradient[0], 1e-15);
        Assert.Equal(one.Variance[0], toy.Variance[0], 1e-15);
    }

    // Each piece of each number's range is integrated by two points: exact where a call is linear in it.
    private static void MomentsAreIntegrals(
        GradientMoments exact, double[] targets, double logit, Func<double[], double, double[], double> call)
    {
        double rarer = 1 / (1 + Math.Exp(Math.Abs(logit)));
        (double At, double Weight)[] nodes =
        [
            .. from piece in new (double From, double To)[] { (0, rarer), (rarer, 1 - rarer), (1 - rarer, 1) }
               from sign in new[] { -1, 1 }
               let half = (piece.To - piece.From) / 2
               select (((piece.From + piece.To) / 2) + (sign * half / Math.Sqrt(3)), half),
        ];
        double first = 0, absolute = 0, square = 0;
        int points = (int)Math.Pow(nodes.Length, targets.Length);
        for (int point = 0; point < points; point++)
        {
            int rest = point;
            double weight = 1;
            double[] uniforms = new double[targets.Length];
            for (int bit = 0; bit < targets.Length; bit++)
            {
                (uniforms[bit], double w) = nodes[rest % nodes.Length];
                weight *= w;
                rest /= nodes.Length;
            }

            double gradient = call(targets, logit, uniforms);
            first += weight * gradient;
            absolute += weight * Math.Abs(gradient);
            square += weight * gradient * gradient;
        }

        double rounding = (points + 60) * 1.2e-16;
        Assert.Equal(first, exact.Mean[0], rounding * absolute);
        Assert.Equal(square - (first * first), exact.Variance[0], 2 * rounding * square);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}
