using BayesBench.Agreements.Probability;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Gradients;

/// <summary>The noise of a call that takes what an attempt at a draw makes, the first that is accepted.</summary>
/// <param name="Given">Such noise, for a call on given noise.</param>
/// <param name="Drawn">
/// That of a replicate of a problem: the reference's number and how far the device may be from it; then, where a rounding may turn
/// a verdict, the same of the attempts that the device may accept instead.
/// </param>
internal sealed record AcceptedNoise(
    Func<InputSource, double> Given, Func<GradientProblem, PhiloxKey, ulong, double[]> Drawn)
{
    /// <summary>The logarithm of a gamma draw of rate 1.</summary>
    public static AcceptedNoise LogDraw { get; } = new(
        source => source.Uniform(-8, 5),
        (problem, key, replicate) => Each((GammaProblem)problem, key, replicate, (shape, words) =>
        {
            double logDraw = Gamma.Attempt(shape, words).LogDraw;
            double boost = shape < 1 ? LogUniform(words.W3) / shape : 0;
            return [logDraw, RejectionDraws.LogDrawError(shape, words, logDraw) + (ErrorBound.U * (Math.Abs(logDraw) + Math.Abs(boost)))];
        }));

    /// <summary>The accepted normal number, for shapes from 1 on.</summary>
    public static AcceptedNoise Normal { get; } = new(
        source => source.Uniform(-2.25, 5), // the proposal of shape 1 ends at -2.449
        (problem, key, replicate) => Each((GammaProblem)problem, key, replicate, (_, words) =>
        {
            double normal = BoxMuller.FromWords(words.W0, words.W1).Z0;
            return [normal, RoundingOfCalls.NoiseUnits * ErrorBound.U * Math.Abs(normal)];
        }));

    private static double[] Each(
        GammaProblem problem, PhiloxKey key, ulong replicate, Func<double, Words, double[]> number)
    {
        var numbers = new List<double[]>();
        bool isAccepted = false;
        for (uint attempt = 0, settled = 0; settled == 0; attempt++)
        {
            Words words = Philox4x32.Block(Words.Counter(attempt, ReplicateNoise.Stream, replicate), key);
            double margin = Gamma.Attempt(problem.Shape, words).Margin;
            // The device rounds the uniform number's logarithm to a float.
            double doubt = RejectionDraws.MarginError(problem.Shape, words, margin) + (ErrorBound.U * Math.Abs(LogUniform(words.W2)));
            if (margin > -doubt)
            {
                int place = margin > 0 && !isAccepted ? 0 : numbers.Count;
                numbers.Insert(place, number(problem.Shape, words));
                isAccepted |= margin > 0;
            }

            settled = margin > doubt ? 1u : 0u;
        }

        return [.. numbers.SelectMany(pair => pair)];
    }

    private static double LogUniform(uint word) => Math.Log((word + 1.0) * (1.0 / (1L << 32)));
}
