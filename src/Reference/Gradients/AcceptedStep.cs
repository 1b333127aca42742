using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// An accepted proposal of Marsaglia and Tsang's at a gamma draw of rate 1, <c>d (1 + t)^3</c>, <c>t = e / (3 sqrt(d))</c>,
/// d = shape - 1/3: its logarithm, how that moves with the shape at a fixed e, and the slope by shape of e's own log-density.
/// </summary>
internal readonly record struct AcceptedStep(double LogDraw, double Path, double Score)
{
    /// <summary>Of the noise e, which the proposal's end bounds: t is above -1.</summary>
    public static AcceptedStep OfNoise(double shape, double noise, string name)
    {
        double end = 3.0 * Math.Sqrt(shape - (1.0 / 3.0));
        Guard.Above(noise, -end, name, "the proposal's end");
        return Of(shape, SpecialFunctions.LogOnePlus(noise / end));
    }

    /// <summary>Of the draw, which tells the noise.</summary>
    public static AcceptedStep OfDraw(double shape, double logDraw) => Of(shape, (logDraw - Math.Log(shape - (1.0 / 3.0))) / 3.0);

    // By ln(1 + t), which the far left of a quadrature still tells apart.
    private static AcceptedStep Of(double shape, double logStep)
    {
        double d = shape - (1.0 / 3.0);
        double logD = Math.Log(d);
        double t = SpecialFunctions.ExpMinusOne(logStep);
        double rest = 1.5 * Math.Exp(-logStep); // 3/2 / (1 + t)
        // 3 ln(1 + t) less its first three powers, and what is left of 3/2 t / (1 + t).
        double beyondCubic = Math.Abs(t) < 0.5
            ? SpecialFunctions.LogOnePlusBeyondCubic(t)
            : logStep - t + (t * t * (0.5 - (t / 3.0)));
        double moving = (3.0 * beyondCubic) + (rest * (t * t) * (t * t));
        double still = logD - (1.0 / (6.0 * d)) - SpecialFunctions.Digamma(shape);
        return new AcceptedStep(logD + (3.0 * logStep), (1.0 - (rest * t)) / d, still + moving);
    }
}
