namespace BayesBench.Reference.Gradients;

/// <summary>
/// The trapezoidal rule for expectations under the standard normal law: for entire functions it errs exponentially little in the
/// nodes' density, see Trefethen and Weideman (2014), "The exponentially convergent trapezoidal rule".
/// </summary>
internal static class NormalNodes
{
    private const double Most = 12.0; // beyond lies less than 1e-14 of E e^16, the highest power that is asked for

    /// <summary>Nodes that resolve products of two objectives that are steep: k standardDeviation for <c>cos(k x)</c>, its root
    /// for <c>exp(-k x^2)</c>. A sixteenth apart, and the closer the steeper, they err by e^-39 at most.</summary>
    public static (double At, double Weight)[] For(double steepness)
    {
        int half = (int)Math.Ceiling(Most * 16.0 * (1.0 + (0.25 * steepness)));
        double step = Most / half;
        return [.. Enumerable.Range(-half, (2 * half) + 1)
            .Select(i => (i * step, step * Math.Exp(-0.5 * i * step * i * step) / Math.Sqrt(2.0 * Math.PI)))];
    }
}
