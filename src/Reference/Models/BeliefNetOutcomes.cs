using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Models;

/// <summary>
/// All 2^H states of independent bits with logits of their own, and any objective of them: its exact mean, the gradient by the logits
/// and the exact variance of every estimator of it. Antithetic pairs have 3^H states: a bit is (1, 0) or (0, 1) with probability
/// <c>r = min(q, 1 - q)</c> each, else twice the commoner outcome.
/// </summary>
public sealed class BeliefNetOutcomes
{
    /// <summary>The most bits: 3^12 pairs take a tenth of a second.</summary>
    public const int MostLatents = 12;

    private readonly double[] _objectives, _logits, _weights;

    /// <summary>An objective by its values.</summary>
    /// <param name="objectives">f of every state, shape [2^H]; bit h of the index is the state of unit h.</param>
    /// <param name="logits">The bits' log-odds, shape [H], H from 1 to 12, finite.</param>
    /// <exception cref="ArgumentException">The values are not one for each state.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no logits or more than 12, or a number is not finite.</exception>
    public BeliefNetOutcomes(double[] objectives, double[] logits)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        ArgumentNullException.ThrowIfNull(logits);
        Guard.Within(logits.Length, 1, MostLatents, "the number of latent units");
        Guard.Finite(logits);
        Guard.Finite(objectives);
        Guard.Length(objectives.Length, 1 << logits.Length, nameof(objectives));
        (_objectives, _logits) = (objectives, logits);
        _weights = [.. objectives.Select((_, state) =>
            logits.Select((logit, h) => Sigmoid.Value(Bit(state, h) == 1 ? logit : -logit)).Aggregate(1.0, (product, p) => product * p))];
        Elbo = Mean(state => objectives[state]);
        Gradient = PerUnit(h => Mean(state => (objectives[state] - Elbo) * Score(state, h)));
    }

    /// <summary>The mean of f.</summary>
    public double Elbo { get; }

    /// <summary>Its gradient by the logits, shape [H]: <c>E (f - E f) (b[h] - q[h])</c>.</summary>
    public IReadOnlyList<double> Gradient { get; }

    /// <summary>The variance of the score function's gradient.</summary>
    /// <returns>Shape [H].</returns>
    public double[] ScoreFunctionVariance() => CentredVariance(baseline: 0.0);

    /// <summary>The variance of leave-one-out's gradient: that of a sample covariance of f and the score.</summary>
    /// <remarks>Formula: <c>Var[(f - E f) s] / K + (Var f E s^2 + g^2) / (K (K - 1))</c>, <c>E s^2 = q (1 - q)</c>.</remarks>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Shape [H].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public double[] LeaveOneOutVariance(int samples)
    {
        Guard.AtLeast(samples, 2);
        double[] centred = CentredVariance(Elbo);
        double spread = Mean(state => Square(_objectives[state] - Elbo));
        return PerUnit(h => (centred[h] / samples)
            + (((spread * Rarer(h) * Commoner(h)) + Square(Gradient[h])) / samples / (samples - 1)));
    }

    /// <summary>The variance of ARM's gradient.</summary>
    /// <remarks>
    /// Formula: <c>E (f(b) - f(c))^2 m - g^2</c> over all pairs, m the mean of <c>(u[h] - 1/2)^2</c> where the pair is drawn:
    /// <c>1/4 - r/2 + r^2/3</c> where its bits h differ, else <c>(1/2 - r)^2 / 3</c>.
    /// </remarks>
    /// <returns>Shape [H].</returns>
    public double[] AugmentReinforceMergeVariance() => PerUnit(h =>
    {
        double r = Rarer(h);
        double differing = 0.25 - (r / 2.0) + (r * r / 3.0);
        double alike = Square(Alike(h) / 2.0) / 3.0;
        return Pairs().Sum(pair => pair.Weight * Square(pair.Change) * (pair.Tilt(h) == 0 ? alike : differing)) - Square(Gradient[h]);
    });

    /// <summary>The variance of DisARM's gradient, a sum of squares over all pairs.</summary>
    /// <returns>Shape [H].</returns>
    public double[] DisArmVariance() => PerUnit(h => Pairs().Sum(pair =>
        pair.Weight * Square((0.5 * pair.Change * pair.Tilt(h) * Commoner(h)) - Gradient[h])));

    internal static BeliefNetOutcomes Of(BeliefNetImage image)
    {
        Guard.Within(image.Latents, 1, MostLatents, "the number of latent units");
        double[] StatesOf(int state) => [.. Enumerable.Range(0, image.Latents).Select(h => (double)Bit(state, h))];
        return new BeliefNetOutcomes(
            [.. Enumerable.Range(0, 1 << image.Latents).Select(state => image.Objective(StatesOf(state)))], image.Logits);
    }

    private static int Bit(int state, int h) => (state >> h) & 1;

    private static double Square(double x) => x * x;

    private double Rarer(int h) => Sigmoid.Value(-Math.Abs(_logits[h]));

    private double Commoner(int h) => Sigmoid.Value(Math.Abs(_logits[h]));

    // 1 - 2 r, without cancellation.
    private double Alike(int h) => Math.Tanh(Math.Abs(_logits[h]) / 2.0);

    private double Score(int state, int h) => Bit(state, h) == 1 ? Sigmoid.Value(-_logits[h]) : -Sigmoid.Value(_logits[h]);

    private double Mean(Func<int, double> term) => _weights.Select((weight, state) => weight * term(state)).Sum();

    private double[] PerUnit(Func<int, double> number) => [.. Enumerable.Range(0, _logits.Length).Select(number)];

    private double[] CentredVariance(double baseline) =>
        PerUnit(h => Mean(state => Square(((_objectives[state] - baseline) * Score(state, h)) - Gradient[h])));

    private IEnumerable<Pair> Pairs() => Enumerable.Range(0, (int)Math.Pow(3, _logits.Length)).Select(code =>
    {
        (int b, int c, double weight) = (0, 0, 1.0);
        for (int h = 0; h < _logits.Length; h++, code /= 3)
        {
            int cell = code % 3; // both the commoner outcome, (1, 0) or (0, 1)
            bool both = cell == 0 && _logits[h] > 0.0;
            weight *= cell == 0 ? Alike(h) : Rarer(h);
            b |= both || cell == 1 ? 1 << h : 0;
            c |= both || cell == 2 ? 1 << h : 0;
        }

        return new Pair(weight, _objectives[b] - _objectives[c], b, c);
    });

    private readonly record struct Pair(double Weight, double Change, int B, int C)
    {
        /// <summary><c>b[h] - c[h]</c>.</summary>
        public int Tilt(int h) => Bit(B, h) - Bit(C, h);
    }
}
