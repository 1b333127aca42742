using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Models;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>Exact variances of the estimators by the encoder's logits, against sums and quadrature of what they call.</summary>
public class BeliefNetOutcomesTests
{
    private static readonly double[] Logits = [-0.7, 0.2, 1.9];
    private static readonly double[] Objectives = new InputSource(5).Vector(8, s => 3 * s.Normal());
    private static readonly BeliefNetOutcomes Outcomes = new(Objectives, Logits);

    public static TheoryData<double, double> Bernoullis => new() { { 0.45, 0.0 }, { 0.499, -0.8473 }, { 0.45, 2.2 }, { 0.45, -3.9 } };

    [Fact]
    public void The_score_function_has_the_moments_of_all_its_outcomes() =>
        AssertMoments(Outcomes.ScoreFunctionVariance(), h => States().Select(b => (Weight(b), Objectives[b] * Score(b, h))));

    [Fact]
    public void Leave_one_out_has_the_moments_of_all_pairs_of_outcomes() =>
        AssertMoments(Outcomes.LeaveOneOutVariance(2), h =>
            from b in States()
            from c in States()
            let mean = (Objectives[b] + Objectives[c]) / 2
            select (Weight(b) * Weight(c), ((Objectives[b] - mean) * Score(b, h)) + ((Objectives[c] - mean) * Score(c, h))));

    [Fact]
    public void Arm_has_the_moments_of_its_calls_over_uniform_numbers() =>
        AssertMoments(Outcomes.AugmentReinforceMergeVariance(), h => Uniforms().Select(node =>
            (node.Weight, (Value(node.U.Select(u => 1 - u)) - Value(node.U)) * (node.U[h] - 0.5))));

    [Fact]
    public void DisArm_has_the_moments_of_its_calls_over_uniform_numbers() =>
        AssertMoments(Outcomes.DisArmVariance(), h => Uniforms().Select(node =>
        {
            int tilt = (node.U[h] < Q(h) ? 1 : 0) - (1 - node.U[h] < Q(h) ? 1 : 0);
            return (node.Weight, 0.5 * (Value(node.U) - Value(node.U.Select(u => 1 - u))) * tilt * Math.Max(Q(h), 1 - Q(h)));
        }));

    [Fact]
    public void DisArm_is_never_worse_than_Arm_and_more_draws_help_leave_one_out() => Assert.All(Enumerable.Range(0, 20), seed =>
    {
        var source = new InputSource((ulong)seed);
        var any = new BeliefNetOutcomes(source.Vector(16, s => s.Normal()), source.Vector(4, s => 2 * s.Normal()));
        Assert.All(any.DisArmVariance().Zip(any.AugmentReinforceMergeVariance()), pair => Assert.True(pair.First <= pair.Second));
        Assert.All(any.LeaveOneOutVariance(3).Zip(any.LeaveOneOutVariance(2)), pair => Assert.True(pair.First < pair.Second));
    });

    [Fact]
    public void A_constant_touches_the_score_function_alone()
    {
        var shifted = new BeliefNetOutcomes([.. Objectives.Select(f => f - 100)], Logits);
        Assert.Equal(Outcomes.Elbo - 100, shifted.Elbo, 1e-12);
        AssertClose(Outcomes.Gradient, shifted.Gradient, 1e-12);
        AssertClose(Outcomes.LeaveOneOutVariance(4), shifted.LeaveOneOutVariance(4), 1e-11);
        AssertClose(Outcomes.AugmentReinforceMergeVariance(), shifted.AugmentReinforceMergeVariance(), 1e-11);
        AssertClose(Outcomes.DisArmVariance(), shifted.DisArmVariance(), 1e-11);
        Assert.All(shifted.ScoreFunctionVariance().Zip(Outcomes.ScoreFunctionVariance()), pair => Assert.True(pair.First > 10 * pair.Second));
    }

    // One bit and f = (b - t)^2 is the toy of the estimators' own topics, whose variances are closed forms.
    [Theory]
    [MemberData(nameof(Bernoullis))]
    public void One_bit_has_the_closed_forms_of_the_bernoulli_law(double target, double logit)
    {
        var one = new BeliefNetOutcomes([target * target, (1 - target) * (1 - target)], [logit]);
        AssertClose(ScoreFunction.BernoulliMoments(target, logit).Gradient, one.Gradient, 1e-15);
        AssertClose(ScoreFunction.BernoulliMoments(target, logit).Variance, one.ScoreFunctionVariance(), 1e-15);
        AssertClose(LeaveOneOut.BernoulliMoments(target, logit, 4).Variance, one.LeaveOneOutVariance(4), 1e-15);
        AssertClose(AugmentReinforceMerge.BernoulliMoments(target, logit).Variance, one.AugmentReinforceMergeVariance(), 1e-15);
        AssertClose(DisArm.BernoulliMoments(target, logit).Variance, one.DisArmVariance(), 1e-15);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var length = Assert.Throws<ArgumentException>(() => new BeliefNetOutcomes([1, 2, 3], [0, 0]));
        Assert.Equal("objectives", length.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BeliefNetOutcomes([1], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcomes.LeaveOneOutVariance(1));
    }

    private static void AssertMoments(double[] variance, Func<int, IEnumerable<(double Weight, double Gradient)>> calls) =>
        Assert.All(Enumerable.Range(0, 3), h =>
        {
            (double Weight, double Gradient)[] all = [.. calls(h)];
            double mean = all.Sum(call => call.Weight * call.Gradient);
            Assert.Equal(Outcomes.Gradient[h], mean, 1e-13);
            Assert.Equal(all.Sum(call => call.Weight * (call.Gradient - mean) * (call.Gradient - mean)), variance[h], 1e-12);
        });

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    private static IEnumerable<int> States() => Enumerable.Range(0, 8);

    private static double Q(int h) => 1 / (1 + Math.Exp(-Logits[h]));

    private static double Weight(int b) => Enumerable.Range(0, 3).Aggregate(1.0, (product, h) => product * (((b >> h) & 1) == 1 ? Q(h) : 1 - Q(h)));

    private static double Score(int b, int h) => ((b >> h) & 1) - Q(h);

    private static double Value(IEnumerable<double> uniforms) => Objectives[uniforms.Select((u, h) => u < Q(h) ? 1 << h : 0).Sum()];

    // Two Gauss-Legendre nodes in each of the three cells of every unit: exact for a square of what is linear in u.
    private static IEnumerable<(double Weight, double[] U)> Uniforms() =>
        from a in Nodes(0)
        from b in Nodes(1)
        from c in Nodes(2)
        select (a.Weight * b.Weight * c.Weight, (double[])[a.U, b.U, c.U]);

    private static IEnumerable<(double Weight, double U)> Nodes(int h)
    {
        double r = Math.Min(Q(h), 1 - Q(h));
        double[] ends = [0, r, 1 - r, 1];
        return
            from cell in Enumerable.Range(0, 3)
            let half = (ends[cell + 1] - ends[cell]) / 2
            from side in new[] { -1, 1 }
            select (half, ends[cell] + half + (side * half / Math.Sqrt(3)));
    }
}
