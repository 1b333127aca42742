using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The objective <c>f(x) = ln x</c> of <c>x ~ Beta(alpha, beta)</c>: <c>E f = psi(alpha) - psi(alpha + beta)</c>. What is drawn is
/// <c>w = ln(x / (1 - x))</c>, which tells x and 1 - x apart from 0 however small a shape is.
/// </summary>
internal readonly record struct BetaObjective(double Alpha, double Beta)
{
    /// <summary>By alpha the variance of f, by beta its covariance with <c>ln(1 - x)</c>.</summary>
    public double[] Gradient =>
        [SpecialFunctions.PolygammaDifference(1, Alpha, Beta), -SpecialFunctions.Polygamma(1, Alpha + Beta)];

    /// <summary>E f.</summary>
    public double Mean => -SpecialFunctions.DigammaDifference(Alpha, Beta);

    /// <summary>E ln(1 - x).</summary>
    public double MeanOfRest => -SpecialFunctions.DigammaDifference(Beta, Alpha);

    public static BetaObjective At(double alpha, double beta)
    {
        Guard.Positive(alpha);
        Guard.Positive(beta);
        return new BetaObjective(alpha, beta);
    }

    /// <summary>f, from the log-odds.</summary>
    public static double Value(double logOdds) => -Softplus.Value(-logOdds);

    /// <summary>
    /// The logarithms of two accepted gamma draws of rate 1, whose difference is the log-odds: attempt k of the first has counter
    /// (2k, stream, replicate), of the second (2k + 1, stream, replicate).
    /// </summary>
    public (double First, double Second) LogDraws(PhiloxKey key, ulong replicate) => (
        GammaAttempt.Accepted(Alpha, key, ReplicateNoise.Stream, replicate, attempt: 0, stride: 2).LogDraw,
        GammaAttempt.Accepted(Beta, key, ReplicateNoise.Stream, replicate, attempt: 1, stride: 2).LogDraw);

    /// <summary>The log-odds that a replicate draws.</summary>
    public double LogOdds(PhiloxKey key, ulong replicate)
    {
        (double first, double second) = LogDraws(key, replicate);
        return first - second;
    }

    /// <summary>The power sums of a block whose replicates serve one call each.</summary>
    public double[] PowerSums(PhiloxKey key, uint block, Func<ulong, double[]> call) =>
        new ReplicateNoise(key, samples: 4).PowerSums(block, Gradient, call);

    /// <summary>The expectations of two smooth functions of the log-odds that grow no faster than their powers.</summary>
    /// <remarks>
    /// The trapezoidal rule in s, <c>w = ln((1 + alpha) / (1 + beta)) + width sinh s</c>, between where the tails
    /// <c>e^(alpha w)</c> and <c>e^(-beta w)</c> are below <c>e^-50</c>: the integrand falls doubly exponentially at either end,
    /// however small the shapes. Source: Takahasi and Mori (1974).
    /// </remarks>
    public double[] Expectation(Func<double, (double First, double Second)> f)
    {
        const double Step = 0.125;
        double centre = Math.Log((1.0 + Alpha) / (1.0 + Beta));
        double width = Math.Sqrt(0.5 * ((1.0 / (1.0 + Alpha)) + (1.0 / (1.0 + Beta))));
        int low = -(int)(Math.Asinh(14.0 + (60.0 / (Alpha * width))) / Step);
        int high = (int)(Math.Asinh(14.0 + (60.0 / (Beta * width))) / Step);
        double logBeta = SpecialFunctions.LogBeta(Alpha, Beta);
        (double first, double second) = (0.0, 0.0);
        for (int i = low; i <= high; i++)
        {
            double s = i * Step;
            double logOdds = centre + (width * Math.Sinh(s));
            double density = Math.Exp((Alpha * Value(logOdds)) + (Beta * Value(-logOdds)) - logBeta);
            double weight = density * width * Math.Cosh(s) * Step;
            (double ofFirst, double ofSecond) = f(logOdds);
            first += ofFirst * weight;
            second += ofSecond * weight;
        }

        return [first, second];
    }
}
