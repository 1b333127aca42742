using BayesBench.Agreements.Probability;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Gradients;

/// <summary>The noise of a call that takes what an attempt at a draw makes, the first that is accepted.</summary>
/// <param name="Given">Such noise, for a call on given noise.</param>
/// <param name="Drawn">
/// That of a replicate of a problem: the reference's numbers and how far the device may be from each; then, where a rounding may
/// turn a verdict, the same of the attempts that the device may accept instead.
/// </param>
internal sealed record AcceptedNoise(
    Func<InputSource, object> Given, Func<GradientProblem, PhiloxKey, ulong, double[]> Drawn)
{
    /// <summary>An attempt takes a whole block of the generator.</summary>
    public const int Numbers = 4;

    /// <summary>The logarithm of a gamma draw of rate 1.</summary>
    public static AcceptedNoise LogDraw { get; } = new(
        source => source.Uniform(-8, 5),
        (problem, key, replicate) => Each(((GammaProblem)problem).Shape, key, replicate, (shape, words) =>
        {
            double[] inDouble = LogDrawInDouble(shape, words);
            return [inDouble[0], inDouble[1] + (ErrorBound.U * Math.Abs(inDouble[0]))];
        }));

    /// <summary>The accepted normal number, for shapes from 1 on.</summary>
    public static AcceptedNoise Normal { get; } = new(
        source => source.Uniform(-2.25, 5), // the proposal of shape 1 ends at -2.449
        (problem, key, replicate) => Each(((GammaProblem)problem).Shape, key, replicate, (_, words) =>
        {
            double normal = BoxMuller.FromWords(words.W0, words.W1).Z0;
            return [normal, RoundingOfCalls.NoiseUnits * ErrorBound.U * Math.Abs(normal)];
        }));

    /// <summary>A normal number that was accepted for a shape above by 1, and the logarithm of a uniform number.</summary>
    public static AcceptedNoise Augmented { get; } = new(
        source => new[] { source.Uniform(-2.25, 5), -source.LogUniform(1e-3, 20) },
        (problem, key, replicate) => Each(((GammaProblem)problem).Shape + 1, key, replicate, (_, words) =>
        {
            double normal = BoxMuller.FromWords(words.W0, words.W1).Z0, log = LogUniform(words.W3);
            return [normal, log, RoundingOfCalls.NoiseUnits * ErrorBound.U * Math.Abs(normal), ErrorBound.U * Math.Abs(log)];
        }));

    /// <summary>The log-odds of a beta draw: the logarithms of two gamma draws of rate 1, their difference in double.</summary>
    public static AcceptedNoise LogOdds { get; } = new(
        source => source.Uniform(-8, 8),
        (problem, key, replicate) =>
            OfBoth((BetaProblem)problem, key, replicate, (first, second) => [first[0] - second[0], first[1] + second[1]]));

    /// <summary>The logarithms of the two gamma draws of rate 1 that make a beta draw, in double.</summary>
    public static AcceptedNoise LogDraws { get; } = new(
        source => new[] { source.Uniform(-8, 5), source.Uniform(-8, 5) },
        (problem, key, replicate) =>
            OfBoth((BetaProblem)problem, key, replicate, (first, second) => [first[0], second[0], first[1], second[1]]));

    private static double[] OfBoth(
        BetaProblem problem, PhiloxKey key, ulong replicate, Func<double[], double[], double[]> numbers)
    {
        double[][] firsts = [.. Each(problem.Alpha, key, replicate, LogDrawInDouble, first: 0, stride: 2).Chunk(2)];
        double[][] seconds = [.. Each(problem.Beta, key, replicate, LogDrawInDouble, first: 1, stride: 2).Chunk(2)];
        return [.. from first in firsts from second in seconds from number in numbers(first, second) select number];
    }

    private static double[] LogDrawInDouble(double shape, Words words)
    {
        double logDraw = Gamma.Attempt(shape, words).LogDraw;
        double boost = shape < 1 ? LogUniform(words.W3) / shape : 0;
        return [logDraw, RejectionDraws.LogDrawError(shape, words, logDraw) + (ErrorBound.U * Math.Abs(boost))];
    }

    // Every stride-th attempt from a given one.
    private static double[] Each(
        double shape,
        PhiloxKey key,
        ulong replicate,
        Func<double, Words, double[]> number,
        uint first = 0,
        uint stride = 1)
    {
        var numbers = new List<double[]>();
        bool isAccepted = false, isSettled = false;
        for (uint attempt = first; !isSettled; attempt += stride)
        {
            Words words = Philox4x32.Block(Words.Counter(attempt, ReplicateNoise.Stream, replicate), key);
            double margin = Gamma.Attempt(shape, words).Margin;
            // The device rounds the uniform number's logarithm to a float.
            double doubt = RejectionDraws.MarginError(shape, words, margin) + (ErrorBound.U * Math.Abs(LogUniform(words.W2)));
            if (margin > -doubt)
            {
                int place = margin > 0 && !isAccepted ? 0 : numbers.Count;
                numbers.Insert(place, number(shape, words));
                isAccepted |= margin > 0;
            }

            isSettled = margin > doubt;
        }

        return [.. numbers.SelectMany(one => one)];
    }

    private static double LogUniform(uint word) => Math.Log((word + 1.0) * (1.0 / (1L << 32)));
}
