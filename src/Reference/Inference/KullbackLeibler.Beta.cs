using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

public static partial class KullbackLeibler
{
    /// <summary>KL(Beta(alpha, beta) || Beta(otherAlpha, otherBeta)).</summary>
    /// <remarks>
    /// <para>Formula: <c>ln B(a', b') - ln B(a, b) + (a - a') psi(a) + (b - b') psi(b) + (a' - a + b' - b) psi(a + b)</c>, which
    /// is <c>G(a, a') + G(b, b') - G(a + b, a' + b')</c>, G(x, x') what log-gamma at x' exceeds its tangent at x by. Each G is
    /// summed without cancellation: <c>r - ln(1 + r)</c>, r = (x' - x) / (x + k), for every step k that takes x above ten,
    /// there <c>D(x', x) + (r - ln(1 + r)) / 2</c> and Stirling's series, <c>D(a, m) = a ln(a / m) + m - a</c>; the three D join
    /// to two that compare the laws' means. Equal laws give exactly 0.</para>
    /// <para>Source: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 25, for the
    /// first form.</para>
    /// </remarks>
    /// <param name="alpha">The first shape of q, positive and finite.</param>
    /// <param name="beta">The second shape of q, positive and finite.</param>
    /// <param name="otherAlpha">The first shape of p, positive and finite.</param>
    /// <param name="otherBeta">The second shape of p, positive and finite.</param>
    /// <returns>The divergence, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Beta(double alpha, double beta, double otherAlpha, double otherBeta)
    {
        Guard.Positive(alpha);
        Guard.Positive(beta);
        Guard.Positive(otherAlpha);
        Guard.Positive(otherBeta);
        double ofAlpha = otherAlpha - alpha;
        double ofBeta = otherBeta - beta;
        double ofSum = ofAlpha + ofBeta;
        int alphaSteps = SpecialFunctions.StepsToStirling(Math.Min(alpha, otherAlpha));
        int betaSteps = SpecialFunctions.StepsToStirling(Math.Min(beta, otherBeta));
        double steps = Steps(alpha, otherAlpha, ofAlpha, alphaSteps) + Steps(beta, otherBeta, ofBeta, betaSteps)
            - Steps(alpha + beta, otherAlpha + otherBeta, ofSum, alphaSteps + betaSteps);

        // The sum takes as many steps as its parts, so that it stays their sum.
        (double a, double otherA) = (alpha + alphaSteps, otherAlpha + alphaSteps);
        (double b, double otherB) = (beta + betaSteps, otherBeta + betaSteps);
        (double n, double otherN) = (a + b, otherA + otherB);
        double cross = ((ofAlpha / n) * b) - ((ofBeta / n) * a);
        double means = SpecialFunctions.Deviance(otherA, a / n * otherN, cross)
            + SpecialFunctions.Deviance(otherB, b / n * otherN, -cross);
        double halves = 0.5 * (BeyondLogarithm(a, otherA, ofAlpha) + BeyondLogarithm(b, otherB, ofBeta)
            - BeyondLogarithm(n, otherN, ofSum));
        double corrections = SpecialFunctions.StirlingCorrectionBeyondLinear(a, ofAlpha)
            + SpecialFunctions.StirlingCorrectionBeyondLinear(b, ofBeta)
            - SpecialFunctions.StirlingCorrectionBeyondLinear(n, ofSum);
        return Math.Max(0.0, means + halves + corrections + steps); // what rounding may leave below 0
    }

    private static double Steps(double x, double other, double difference, int steps)
    {
        double sum = 0.0;
        for (int k = 0; k < steps; k++)
        {
            sum += BeyondLogarithm(x + k, other + k, difference);
        }

        return sum;
    }

    /// <summary><c>r - ln(1 + r)</c>, r = difference / x and 1 + r = other / x.</summary>
    private static double BeyondLogarithm(double x, double other, double difference) =>
        SpecialFunctions.Deviance(1.0, other / x, -difference / x);
}
