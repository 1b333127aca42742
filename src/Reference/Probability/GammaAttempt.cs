using BayesBench.Reference.Random;

namespace BayesBench.Reference.Probability;

/// <summary>One attempt at a gamma draw of rate 1.</summary>
/// <param name="LogDraw">The logarithm of the draw that it would be.</param>
/// <param name="Margin">By how much it is accepted, as a difference of logarithms; not above 0 where it is rejected.</param>
public readonly record struct GammaAttempt(double LogDraw, double Margin)
{
    /// <summary>The first accepted attempt of every stride-th from a given one.</summary>
    internal static GammaAttempt Accepted(double shape, PhiloxKey key, uint stream, ulong block, uint attempt, uint stride)
    {
        while (true)
        {
            GammaAttempt made = Gamma.Attempt(shape, Philox4x32.Block(Words.Counter(attempt, stream, block), key));
            if (made.Margin > 0.0)
            {
                return made;
            }

            attempt += stride;
        }
    }
}
