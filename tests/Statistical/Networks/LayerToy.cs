using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;

namespace BayesBench.Statistical.Networks;

/// <summary>
/// A layer of four inputs and one output over a batch of two, whose pre-activations have exact laws: each is Gaussian, and how
/// the two hang together is what tells one kind of noise from the others.
/// </summary>
internal static class LayerToy
{
    public const int Draws = 20_000;
    public const double FalseAlarm = 1e-10;
    public const double Power = 0.999;
    public const double SmallestDistance = 0.04;
    public const double SmallestShift = 0.08;

    // Of each pre-activation's standard deviation every weight makes a half, so that noise which weights share shows.
    private static readonly double[][] Input = [[1, 2, 0.25, 0.5], [1, 2, -0.25, 0.5]];
    private static readonly double[][] Mean = [[1], [0.5], [-4], [0.125]];
    private static readonly double[][] Deviation = [[0.5], [0.25], [2], [1]];

    public delegate double[][] ForwardPass(
        double[][] input, double[][] mean, double[][] standardDeviation, PhiloxKey key, uint stream, ulong replicate);

    /// <summary>The correlation of the two pre-activations that share all their noise.</summary>
    public static double Correlation => Shares.Sum();

    /// <summary>The variance of the product of two normal numbers of such a correlation.</summary>
    public static double SharedVariance => 1 + (Correlation * Correlation);

    /// <summary>The same where every weight's share of the correlation has a random sign: <c>1 + 2 sum_d share[d]^2</c>.</summary>
    public static double FlippedVariance => 1 + (2 * Shares.Sum(share => share * share));

    private static double[] Shares
    {
        get
        {
            (double first, double second) = (Moments(0).Variance, Moments(1).Variance);
            return
            [
                .. Enumerable.Range(0, 4).Select(d =>
                    Input[0][d] * Input[1][d] * Deviation[d][0] * Deviation[d][0] / Math.Sqrt(first * second)),
            ];
        }
    }

    /// <summary>Holds the first example's pre-activation to its law.</summary>
    public static void FollowsItsLaw(DistributionAssertion law, ForwardPass forward)
    {
        Preactivation moments = Moments(0);
        law.Follows(
            [.. Sample(law.Design.Id, law.Design.Draws, forward).Select(pair => pair.First)],
            z => 0.5 * SpecialFunctions.Erfc((moments.Mean - z) / Math.Sqrt(2 * moments.Variance)));
    }

    /// <summary>Holds the mean product of both standardised pre-activations to their correlation.</summary>
    public static void IsCorrelated(MeanAssertion assertion, ForwardPass forward, double correlation, double variance)
    {
        (Preactivation a, Preactivation b) = (Moments(0), Moments(1));
        double[] products =
        [
            .. Sample(assertion.Design.Id, assertion.Design.Draws, forward).Select(pair =>
                (pair.First - a.Mean) / Math.Sqrt(a.Variance) * ((pair.Second - b.Mean) / Math.Sqrt(b.Variance))),
        ];
        assertion.Agrees(Reference.Statistics.Moments.Of(products), correlation, Math.Sqrt(variance));
    }

    private static Preactivation Moments(int example) => LocalReparameterization.GaussianMoments(
        Input[example], [.. Mean.Select(row => row[0])], [.. Deviation.Select(row => row[0])]);

    private static (double First, double Second)[] Sample(string id, long draws, ForwardPass forward)
    {
        PhiloxKey key = TestKey.For(id);
        var pairs = new (double, double)[draws];
        Parallel.For(0, pairs.Length, i =>
        {
            double[][] output = forward(Input, Mean, Deviation, key, 5, (ulong)i);
            pairs[i] = (output[0][0], output[1][0]);
        });
        return pairs;
    }
}
