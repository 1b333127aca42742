namespace BayesBench.Agreements;

/// <summary>How far a kernel's answer may be from the reference's, and the analysis that says so.</summary>
/// <param name="Analysis">Where the bound comes from, in a sentence.</param>
/// <param name="Absolute">
/// The absolute bound of one component of the answer, from the call's arguments, the reference's flattened
/// answer and the component's position in it. Null demands equality.
/// </param>
public sealed record ErrorBound(string Analysis, Func<object[], double[], int, double>? Absolute)
{
    /// <summary>The unit roundoff of a float, 2^-24: one operation errs by at most this, relatively.</summary>
    public const double U = 1.0 / (1 << 24);

    /// <summary>The unit roundoff of a double, 2^-53: for kernels that compute in double.</summary>
    public const double DoubleU = 1.0 / (1L << 53);

    /// <summary>The smallest normal float: below it results may be flushed to zero.</summary>
    public const double Tiny = 1.1754943508222875e-38;

    /// <summary>
    /// The sum of the absolute terms that a component of the answer is made of, which a golden value's tolerance is
    /// relative to; null takes the bound in units of a float's roundoff.
    /// </summary>
    public Func<object[], double[], int, double>? Terms { get; init; }

    /// <summary>Demands the same bits.</summary>
    /// <param name="analysis">Why nothing is rounded differently.</param>
    /// <returns>The bound.</returns>
    public static ErrorBound Exact(string analysis) => new(analysis, null);

    /// <summary>A bound from the sum of the absolute terms that a formula adds up.</summary>
    /// <param name="analysis">How the roundings count up.</param>
    /// <param name="units">Number of unit roundoffs, relative to the sum of the absolute terms.</param>
    /// <param name="terms">The sum of the absolute terms, from the call's arguments.</param>
    /// <returns>The bound.</returns>
    public static ErrorBound OfTerms(string analysis, double units, Func<object[], double> terms) =>
        new(analysis, (arguments, _, _) => units * U * terms(arguments));

    /// <summary>A bound relative to the answer itself.</summary>
    /// <param name="analysis">How the roundings count up.</param>
    /// <param name="units">Number of unit roundoffs.</param>
    /// <returns>The bound.</returns>
    public static ErrorBound Relative(string analysis, double units) =>
        new(analysis, (_, expected, i) => units * U * Math.Abs(expected[i]));

    /// <summary>A bound in spacings of floats at the exact answer, as elementary functions are measured.</summary>
    /// <param name="analysis">How the roundings count up.</param>
    /// <param name="spacings">Number of spacings.</param>
    /// <returns>The bound.</returns>
    public static ErrorBound OfSpacings(string analysis, double spacings) =>
        new(analysis, (_, expected, i) => spacings * SpacingAt(expected[i]));

    /// <summary>The distance of neighbouring floats about a number; 2^-149 about 0 and subnormal ones.</summary>
    /// <param name="x">The number.</param>
    /// <returns>The spacing; NaN at NaN and the infinities.</returns>
    public static double SpacingAt(double x) => double.IsFinite(x)
        ? Math.ScaleB(1.0, Math.Max(Math.ILogB(x), -126) - 23) // ILogB(0) is far below
        : double.NaN;
}
