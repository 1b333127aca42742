using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Moments of a call by quadrature, for an estimator that has no formula for them.</summary>
public static class NumericalMoments
{
    // Beyond 12 standard deviations lies 4e-33 of the normal law. The trapezoidal rule with a step h integrates what is
    // analytic in a strip of half-width a about the line to exp(-2 pi a / h), relatively.
    private const double Far = 12;
    private const int StepsPerUnit = 32;

    /// <summary>Mean and variance of a call that takes one normal number.</summary>
    /// <remarks>
    /// Formula: the trapezoidal rule with a step of 1/32. To rounding where the call is an analytic function of its noise within
    /// a fifth of a unit of the line; not where it has kinks or jumps.
    /// </remarks>
    /// <param name="call">The gradient of a normal number.</param>
    /// <returns>Mean and variance of each component.</returns>
    /// <exception cref="ArgumentException">A call is not finite.</exception>
    public static GradientMoments OfNormal(Func<double, double[]> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        int points = (int)(2 * Far * StepsPerUnit) + 1;
        double[] noise = [.. Enumerable.Range(0, points).Select(i => -Far + ((double)i / StepsPerUnit))];
        double[] weights = [.. noise.Select(e => Math.Exp(-0.5 * e * e) / (StepsPerUnit * Math.Sqrt(2 * Math.PI)))];
        double[][] gradients = [.. noise.Select(e => Finite(call(e), e))];
        double[] mean = [.. Components(gradients).Select(component => weights.Zip(component, (w, g) => w * g).Sum())];
        double[] variance =
        [
            .. Components(gradients).Zip(mean, (component, m) => weights.Zip(component, (w, g) => w * (g - m) * (g - m)).Sum()),
        ];
        return new GradientMoments(mean, variance);
    }

    private static IEnumerable<double[]> Components(double[][] gradients) =>
        Enumerable.Range(0, gradients[0].Length).Select(i => Array.ConvertAll(gradients, gradient => gradient[i]));

    private static double[] Finite(double[] gradient, double noise) => Array.TrueForAll(gradient, double.IsFinite)
        ? gradient
        : throw new ArgumentException(
            FormattableString.Invariant($"call gives {string.Join(", ", gradient)} of {noise}; it must be finite."), nameof(gradient));
}
