namespace BayesBench.Reference.Gradients;

/// <summary>
/// Dynamic REBAR: <see cref="Rebar"/> whose scale and temperature follow the gradient of the estimator's own variance. The
/// mean is the gradient at any of them, so the variance is <c>E g^2</c> less a constant, and every call says which way it falls.
/// </summary>
/// <remarks>
/// Source: Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein (2017), "REBAR: low-variance, unbiased gradient estimates for
/// discrete latent variable models", on optimizing the temperature. Of one draw the variance falls to 0 as the temperature grows, where REBAR is
/// the optimal constant baseline: here only a given temperature's scale is asked for.
/// </remarks>
public static class DynamicRebar
{
    /// <summary>Where tuning leads at a given temperature: the scale of least variance, on independent u and v.</summary>
    /// <remarks>
    /// Formula: <c>-E[f(b) (b - p) C] / E C^2</c>, C what the scale multiplies in a call:
    /// <c>F'(y) - F(y~) (b - p) - F'(y~) dy~ / d(logit)</c>; by quadrature.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <returns>The scale.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double BernoulliScale(double target, double logit, double temperature)
    {
        RelaxedDraw draw = RelaxedDraw.At(target, logit, temperature, scale: 0.0);
        return ControlWeights.Least(draw, y => draw.Relaxed.Control(1.0, 0.0, y))[0];
    }

    /// <summary>The gradient of one call's square, on given uniform numbers: its mean is the gradient of the variance.</summary>
    /// <remarks>Formula: <c>2 g dg / d(scale)</c>, <c>2 g dg / d(temperature)</c>, g the call; neither y nor y~ moves with them.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="scale">Of the control variate, finite.</param>
    /// <param name="uniforms">u and v, strictly between 0 and 1, shape [2].</param>
    /// <returns>By (scale, temperature).</returns>
    /// <exception cref="ArgumentException">There are not two uniform numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliTuning(double target, double logit, double temperature, double scale, double[] uniforms)
    {
        RelaxedDraw draw = RelaxedDraw.At(target, logit, temperature, scale);
        double g = draw.Call(uniforms);
        return
        [
            2.0 * g * draw.Change(uniforms, y => draw.Relaxed.Control(1.0, 0.0, y)),
            2.0 * g * draw.Change(uniforms, y => draw.Relaxed.ByTemperature(scale, 0.0, y)),
        ];
    }
}
