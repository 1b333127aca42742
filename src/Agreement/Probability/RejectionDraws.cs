using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Probability;

/// <summary>
/// What the agreements of draws by rejection share. Reference and device see the same words; only the normal number is
/// a float there. Where its rounding may turn the verdict on an attempt, the draw may be either of two, and the bound
/// reaches to the other.
/// </summary>
internal static class RejectionDraws
{
    // BoxMuller's pair on the device, in roundings of the number itself.
    private const double NormalRoundings = 7;

    private static readonly int[] Counts = [0, 1, 3, 1023, 4096];

    private static readonly PhiloxKey EdgeKey = new(0xA4093822, 0x299F31D0);

    /// <summary>Counts from none on; blocks whose number crosses from one word to the next, and the last ones.</summary>
    public static IReadOnlyList<object[]> Edges(params double[] parameters) =>
    [
        .. Counts.Select(count => Call(count, 0, parameters)),
        Call(64, uint.MaxValue - 3UL, parameters),
        Call(64, ulong.MaxValue - 63UL, parameters),
        Call(64, long.MaxValue - 3UL, parameters),
    ];

    /// <summary>The logarithms that a gamma draw of rate 1 may have on the device, each with its own error.</summary>
    public static IEnumerable<(double LogDraw, double Error)> Candidates(
        double shape, PhiloxKey key, uint stream, ulong block, uint attempt, uint stride)
    {
        for (bool isSettled = false; !isSettled; attempt += stride)
        {
            Words words = Philox4x32.Block(Words.Counter(attempt, stream, block), key);
            GammaAttempt made = Gamma.Attempt(shape, words);
            double doubt = MarginError(shape, words, made.Margin);
            if (made.Margin > -doubt)
            {
                yield return (made.LogDraw, LogDrawError(shape, words, made.LogDraw));
            }

            isSettled = made.Margin > doubt;
        }
    }

    /// <summary>d ln(1 + t)^3 = 3 t / (1 + t) times t's relative error; the rest in double.</summary>
    public static double LogDrawError(double shape, Words words, double logDraw)
    {
        double t = Step(shape, words).T;
        return (NormalRoundings * ErrorBound.U * 3 * Math.Abs(t) / (1 + t)) + InDouble(logDraw);
    }

    /// <summary>d of 3 d (ln(1 + t) - t + t^2/2 - t^3/3) = 3 d t^4 / (1 + t) times t's relative error; the rest in double.</summary>
    public static double MarginError(double shape, Words words, double margin)
    {
        (double d, double t) = Step(shape, words);
        return t <= -1 ? 0 : (NormalRoundings * ErrorBound.U * 3 * d * Math.Pow(t, 4) / (1 + t)) + InDouble(margin) + (d * InDouble(0));
    }

    public static double ShapeFrom(InputSource source) => source.LogUniform(1e-2, 1e6);

    private static (double D, double T) Step(double shape, Words words)
    {
        double d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        return (d, BoxMuller.FromWords(words.W0, words.W1).Z0 / (3 * Math.Sqrt(d)));
    }

    private static double InDouble(double size) => 16 * ErrorBound.DoubleU * (1 + Math.Abs(size));

    private static object[] Call(int count, ulong firstBlock, double[] parameters) =>
        [.. parameters.Cast<object>(), EdgeKey, 7u, firstBlock, count];
}
