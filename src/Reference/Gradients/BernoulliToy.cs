using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// An objective of D independent bits that share one logit: <c>b_i ~ Bernoulli(p)</c>, p the logistic function of the logit. Exact
/// moments come from all 2^D outcomes, and of antithetic pairs from all 3^D: the objective may be any.
/// </summary>
internal sealed class BernoulliToy(IBitObjective objective, double logit)
{
    /// <summary>Of most bits the 3^D pairs take a few milliseconds.</summary>
    private const int MostBits = 12;

    public int Bits => objective.Bits;

    public double Success { get; } = 1.0 / (1.0 + Math.Exp(-logit));

    public double Failure { get; } = 1.0 / (1.0 + Math.Exp(logit));

    /// <summary>The larger of p and 1 - p.</summary>
    public double Commoner => Math.Max(Success, Failure);

    /// <summary>The smaller of p and 1 - p.</summary>
    public double Rarer => Math.Min(Success, Failure);

    /// <summary><c>1 - 2 Rarer</c>, the probability that both bits of an antithetic pair are alike, without cancellation.</summary>
    public double Alike => Math.Tanh(Math.Abs(logit) / 2.0);

    public static BernoulliToy At(double[] targets, double logit)
    {
        RequireBits(targets);
        Guard.Finite(targets);
        Guard.Finite(logit);
        return new BernoulliToy(new BitDistance(targets), logit);
    }

    /// <summary>The gradients of a replicate, by a call that takes a uniform number for each target and sample.</summary>
    public static double[] Replicate(
        PhiloxKey key, double[] targets, int samples, uint replicate, Func<double[], double> call)
    {
        RequireBits(targets);
        return [.. new ReplicateNoise(key, samples * targets.Length).Uniforms(replicate).Select(call)];
    }

    /// <summary>The power sums of a block, by a call that takes a uniform number for each target and sample.</summary>
    public static double[] PowerSums(
        PhiloxKey key, double[] targets, int samples, uint block, double[] centre, Func<double[], double> call)
    {
        var noises = new ReplicateNoise(key, samples * targets.Length);
        return noises.PowerSums(block, centre, replicate => [.. noises.Uniforms(replicate).Select(call)]);
    }

    public double Value(bool[] bits) => objective.Value(bits);

    /// <summary><c>d/d(logit) ln p(b) = sum_i (b_i - p)</c>.</summary>
    public double Score(bool[] bits) => bits.Sum(bit => bit ? Failure : -Success);

    /// <summary>The bits of D uniform numbers: <c>uniform &lt; p</c>.</summary>
    public bool[] Draw(double[] uniforms)
    {
        Guard.Length(uniforms.Length, Bits, nameof(uniforms));
        return [.. uniforms.Select(uniform => uniform < Success)];
    }

    /// <summary>The bits of the uniform numbers' other ends: <c>1 - uniform &lt; p</c>.</summary>
    public bool[] DrawFromAbove(double[] uniforms) => [.. uniforms.Select(uniform => 1.0 - uniform < Success)];

    /// <summary>Weight, objective and score of all 2^D outcomes.</summary>
    public BitOutcome[] Outcomes() => [.. Enumerable.Range(0, 1 << Bits).Select(outcome =>
    {
        bool[] bits = [.. Enumerable.Range(0, Bits).Select(i => ((outcome >> i) & 1) == 1)];
        double weight = bits.Aggregate(1.0, (product, bit) => product * (bit ? Success : Failure));
        return new BitOutcome(weight, Value(bits), Score(bits));
    })];

    /// <summary>
    /// The mean of a term of the pair's objective difference <c>f(b) - f(c)</c>, of how many more bits are (1, 0) than (0, 1), and of
    /// how many differ; b is drawn by uniform numbers and c by their other ends.
    /// </summary>
    public double MeanOverPairs(Func<double, int, int, double> term)
    {
        double[] values = [.. Outcomes().Select(outcome => outcome.Value)];
        return OverPairs(0, new BitPairs(0, 0, 1.0, 0, 0), (b, c, tilt, differing) => term(values[b] - values[c], tilt, differing));
    }

    private static void RequireBits(double[] targets) => Guard.Within(targets.Length, 1, MostBits, "the length of targets");

    // A pair's bits are (1, 0) where the uniform number is below the rarer probability, (0, 1) where it is above the commoner one,
    // and between these both the commoner outcome.
    private double OverPairs(int bit, BitPairs pairs, Func<int, int, int, int, double> term)
    {
        if (bit == Bits)
        {
            return pairs.Weight * term(pairs.B, pairs.C, pairs.Tilt, pairs.Differing);
        }

        (int b, int c, double weight, int tilt, int differing) = pairs;
        int one = 1 << bit;
        int both = Success > Failure ? one : 0;
        return OverPairs(bit + 1, new BitPairs(b | both, c | both, weight * Alike, tilt, differing), term)
            + OverPairs(bit + 1, new BitPairs(b | one, c, weight * Rarer, tilt + 1, differing + 1), term)
            + OverPairs(bit + 1, new BitPairs(b, c | one, weight * Rarer, tilt - 1, differing + 1), term);
    }

    private readonly record struct BitPairs(int B, int C, double Weight, int Tilt, int Differing);
}

/// <summary>One of the 2^D outcomes of D bits.</summary>
internal readonly record struct BitOutcome(double Weight, double Value, double Score);

/// <summary>Exact means over all outcomes.</summary>
internal static class BitOutcomes
{
    public static double Mean(this BitOutcome[] outcomes, Func<BitOutcome, double> term) =>
        outcomes.Sum(outcome => outcome.Weight * term(outcome));

    /// <summary><c>E f</c>.</summary>
    public static double Expectation(this BitOutcome[] outcomes) => outcomes.Mean(outcome => outcome.Value);

    /// <summary>The gradient, <c>E (f - E f) s</c>: what f and its mean have in common would cancel only in the sum.</summary>
    public static double Gradient(this BitOutcome[] outcomes)
    {
        double expectation = outcomes.Expectation();
        return outcomes.Mean(outcome => (outcome.Value - expectation) * outcome.Score);
    }

    /// <summary><c>Var[(f - baseline) s]</c>, a sum of squares.</summary>
    public static double ScoreVariance(this BitOutcome[] outcomes, double baseline)
    {
        double gradient = outcomes.Gradient();
        return outcomes.Mean(outcome =>
        {
            double rest = ((outcome.Value - baseline) * outcome.Score) - gradient;
            return rest * rest;
        });
    }
}
