using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The objective <c>F(y) = (z - target)^2</c> of a relaxed draw <c>z = sigmoid(y / temperature)</c>, which is b at temperature 0,
/// and the control variates made of both: <c>c(y) = scale F(y) + tilt z</c>.
/// </summary>
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

    /// <summary>F'(y).</summary>
    public double Slope(double y) => Control(1.0, 0.0, y).Slope;

    /// <summary>c(y) and c'(y).</summary>
    public ControlPoint Control(double scale, double tilt, double y)
    {
        double a = y / Temperature;
        double z = Sigmoid.Value(a);
        double off = z - Target;
        double steep = z * Sigmoid.Value(-a);
        return new ControlPoint((scale * (off * off)) + (tilt * z), ((2.0 * scale * off) + tilt) * steep / Temperature);
    }

    /// <summary>
    /// What c(y) and c'(y) change by with the temperature: <c>-y c'(y) / temperature</c>,
    /// <c>-(c'(y) + y c''(y)) / temperature</c>.
    /// </summary>
    public ControlPoint ByTemperature(double scale, double tilt, double y)
    {
        double a = y / Temperature;
        double z = Sigmoid.Value(a);
        double rest = Sigmoid.Value(-a);
        double steep = z * rest;
        double first = ((2.0 * scale * (z - Target)) + tilt) * steep; // by a
        double second = (2.0 * scale * steep * steep) + (first * (rest - z));
        return new ControlPoint(-a * first / Temperature, -(first + (a * second)) / (Temperature * Temperature));
    }
}

/// <summary>A control variate and its slope at y.</summary>
internal readonly record struct ControlPoint(double Value, double Slope);
