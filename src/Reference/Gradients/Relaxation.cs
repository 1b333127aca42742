using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>The objective <c>F(y) = (z - target)^2</c> of a relaxed draw <c>z = sigmoid(y / temperature)</c>, which is b at temperature 0.</summary>
internal readonly record struct Relaxation(double Target, double Temperature)
{
    public static Relaxation At(double target, double temperature)
    {
        Guard.Finite(target);
        Guard.Positive(temperature);
        return new Relaxation(target, temperature);
    }

    /// <summary><c>ln(u / (1 - u))</c>, u strictly between 0 and 1.</summary>
    public static double LogOdds(double uniform)
    {
        Guard.OpenProbability(uniform);
        return Math.Log(uniform) - LogOnePlus.Value(-uniform);
    }

    /// <summary>F(y).</summary>
    public double Value(double y)
    {
        double off = Sigmoid.Value(y / Temperature) - Target;
        return off * off;
    }

    /// <summary>F'(y).</summary>
    public double Slope(double y)
    {
        double a = y / Temperature;
        double z = Sigmoid.Value(a);
        return 2.0 * (z - Target) * z * Sigmoid.Value(-a) / Temperature;
    }
}
