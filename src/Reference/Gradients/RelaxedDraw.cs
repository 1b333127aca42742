using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// A Bernoulli draw with a function c of its relaxation as a control variate, <c>c(y) = scale F(y) + tilt z</c>: the two parts
/// of a call of REBAR, where the tilt is 0, and of RELAX.
/// </summary>
internal readonly record struct RelaxedDraw(
    BernoulliObjective Objective, Relaxation Relaxed, double Logit, double Scale, double Tilt)
{
    public static RelaxedDraw At(double target, double logit, double temperature, double scale, double tilt = 0.0)
    {
        Guard.Finite(scale);
        Guard.Finite(tilt);
        return new RelaxedDraw(BernoulliObjective.At(target, logit), Relaxation.At(target, temperature), logit, scale, tilt);
    }

    /// <summary>What hangs on b and on y~, of b's sign: <c>(f(b) - c(y~)) (b - p) - c'(y~) dy~ / d(logit)</c>.</summary>
    public double Held(bool b, double y) => Held(b, y, Objective.Value(b), Control(y));

    /// <summary>The same of any objective's value at b and any control variate at y~.</summary>
    public double Held(bool b, double y, double f, ControlPoint c) =>
        ((f - c.Value) * Objective.Score(b)) - (c.Slope * Moves(b, y));

    /// <summary>What hangs on y: <c>c'(y)</c>.</summary>
    public double Free(double y) => Control(y).Slope;

    /// <summary>A call on u and v: <c>(f(b) - c(y~)) (b - p) + c'(y) - c'(y~) dy~ / d(logit)</c>.</summary>
    public double Call(double[] uniforms)
    {
        (bool b, double held, double free) = Places(uniforms);
        return Held(b, held) + Free(free);
    }

    /// <summary>What a call changes by with a parameter of c, from what c and its slope change by: it is linear in c.</summary>
    public double Change(double[] uniforms, Func<double, ControlPoint> change)
    {
        (bool b, double held, double free) = Places(uniforms);
        return Held(b, held, 0.0, change(held)) + change(free).Slope;
    }

    /// <summary>The variance of a call on independent u and v.</summary>
    /// <remarks>
    /// Given b the part that v moves, B, and the part that u moves, C, are independent:
    /// <c>Var = sum_b p(b) (Var[B | b] + Var[C | b] + (E[B + C | b] - g)^2)</c>, integrals over y of either sign.
    /// </remarks>
    public double Variance()
    {
        double variance = 0.0;
        RelaxedDraw draw = this;
        foreach (bool b in new[] { true, false })
        {
            double sign = b ? 1.0 : -1.0;
            double p = b ? Objective.Success : Objective.Failure;
            double held = LogisticLaw.Part(y => draw.Held(b, y), Logit, sign) / p;
            double free = LogisticLaw.Part(draw.Free, Logit, sign) / p;
            double off = held + free - Objective.Gradient;
            variance += p * off * off;
            variance += LogisticLaw.Part(y => Square(draw.Held(b, y) - held) + Square(draw.Free(y) - free), Logit, sign);
        }

        return variance;
    }

    private static double Square(double x) => x * x;

    private ControlPoint Control(double y) => Relaxed.Control(Scale, Tilt, y);

    // b, y~ and y. ln((1 - u~) / u~) + logit is in numbers above 0 whatever they are: v's own odds and the other outcome's p.
    private (bool B, double Held, double Free) Places(double[] uniforms)
    {
        Guard.Length(uniforms.Length, 2, nameof(uniforms));
        (double u, double v) = (uniforms[0], uniforms[1]);
        Guard.OpenProbability(u, "uniforms[0]");
        Guard.OpenProbability(v, "uniforms[1]");
        bool b = Objective.Draw(u);
        double other = b ? Objective.Failure : Objective.Success;
        double left = b ? 1.0 - v : v;
        double size = LogOnePlus.Value(left / (1.0 - left) / other);
        return (b, b ? size : -size, Logit - Relaxation.LogOdds(u));
    }

    // dy~ / d(logit) at v held: 1, less what the uniform number u~ = v p (or p + v (1 - p)) takes back as p grows.
    private double Moves(bool b, double y) => b
        ? 1.0 - (Objective.Failure / Sigmoid.Value(y - Logit))
        : 1.0 - (Objective.Success / Sigmoid.Value(Logit - y));
}
