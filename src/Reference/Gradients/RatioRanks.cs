using BayesBench.Reference.Probability;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Samples of q ranked by their density ratios w, and sums <c>g = sum_i h(e_i) / (r_i H_K)</c> over them, r = 1 for the largest.
/// </summary>
/// <remarks>
/// How many of n others are above a sample is binomial of u = 1 - x, and <c>E[1 / (1 + B)] = (1 - x^(n+1)) / ((n+1) u)</c>, a sum of
/// powers of x. For two samples what lies above the first and between both is multinomial, and the mean of <c>1 / (r r')</c> is the second
/// divided difference of the K-th power over 1, x and x', a sum of products of powers. So single integrals do.
/// </remarks>
internal sealed class RatioRanks
{
    // Beyond lies less than 1e-18 of the noise.
    private const double Reach = 9.0;
    private const double Panel = 2.0;
    private const double Far = 40.0;
    private static readonly GaussLegendre Rule = new(16);
    private readonly (double Noise, double Weight, double Below)[] _nodes;

    private RatioRanks((double Noise, double Weight, double Below)[] nodes) => _nodes = nodes;

    /// <summary>The nodes' panels end where the log ratio turns round: there x has a kink.</summary>
    public static RatioRanks Of(ElboObjective objective)
    {
        double linear = objective.StandardDeviation * objective.ByMean;
        bool isPeak = objective.Square <= 0.0;
        // A line turns round far out on the side to which it rises.
        double turn = Math.Clamp(
            objective.Square == 0.0 ? Math.CopySign(Far, linear) : -linear / (2.0 * objective.Square), -Far, Far);
        double Below(double e)
        {
            double nearer = Math.Abs(Normal.Cdf(e, 0.0, 1.0) - Normal.Cdf((2.0 * turn) - e, 0.0, 1.0));
            return isPeak ? 1.0 - nearer : nearer;
        }

        double end = Math.Clamp(turn, -Reach, Reach);
        return new RatioRanks([.. Panels(-Reach, end).Concat(Panels(end, Reach)).Select(point =>
            (point.Node, point.Weight * Math.Exp(-0.5 * point.Node * point.Node) / Math.Sqrt(2.0 * Math.PI), Below(point.Node)))]);
    }

    /// <summary>Mean and variance of g.</summary>
    /// <param name="samples">K.</param>
    /// <param name="ofSample">h.</param>
    public (double Mean, double Variance) Moments(int samples, Func<double, double> ofSample)
    {
        var first = new double[samples]; // E h x^i
        var second = new double[samples]; // E h^2 x^i
        foreach ((double noise, double weight, double below) in _nodes)
        {
            double h = ofSample(noise);
            double power = weight;
            for (int i = 0; i < samples; i++)
            {
                first[i] += power * h;
                second[i] += power * h * h;
                power *= below;
            }
        }

        double harmonic = 0.0;
        double square = 0.0;
        for (int i = 0; i < samples; i++)
        {
            harmonic += 1.0 / (samples - i); // H_K - H_(K-1-i)
            square += harmonic * second[i];
        }

        double upTo = 0.0;
        for (int j = 0; j <= samples - 2; j++)
        {
            upTo += first[j];
            square += first[samples - 2 - j] * upTo;
        }

        double mean = first.Sum() / harmonic;
        return (mean, (square / (harmonic * harmonic)) - (mean * mean));
    }

    private static IEnumerable<(double Node, double Weight)> Panels(double low, double high)
    {
        int count = (int)Math.Ceiling((high - low) / Panel);
        double width = (high - low) / Math.Max(1, count);
        return Enumerable.Range(0, count).SelectMany(i => Rule.On(low + (i * width), low + ((i + 1) * width)));
    }
}
