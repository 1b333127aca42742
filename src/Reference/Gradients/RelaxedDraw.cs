using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>A Bernoulli draw with its relaxation as a control variate: the two parts of a call of REBAR.</summary>
internal readonly record struct RelaxedDraw(BernoulliObjective Objective, Relaxation Relaxed, double Logit, double Scale)
{
    public static RelaxedDraw At(double target, double logit, double temperature, double scale)
    {
        Guard.Finite(scale);
        return new RelaxedDraw(BernoulliObjective.At(target, logit), Relaxation.At(target, temperature), logit, scale);
    }

    /// <summary>What hangs on b and on y~, of b's sign: <c>(f(b) - scale F(y~)) (b - p) - scale F'(y~) dy~ / d(logit)</c>.</summary>
    public double Held(bool b, double y) =>
        ((Objective.Value(b) - (Scale * Relaxed.Value(y))) * Objective.Score(b)) - (Scale * Relaxed.Slope(y) * Moves(b, y));

    /// <summary>What hangs on y: <c>scale F'(y)</c>.</summary>
    public double Free(double y) => Scale * Relaxed.Slope(y);

    // dy~ / d(logit) at v held: 1, less what the uniform number u~ = v p (or p + v (1 - p)) takes back as p grows.
    private double Moves(bool b, double y) => b
        ? 1.0 - (Objective.Failure / Sigmoid.Value(y - Logit))
        : 1.0 - (Objective.Success / Sigmoid.Value(Logit - y));
}
