using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>The objective <c>f(b) = (b - target)^2</c> of <c>b ~ Bernoulli(p)</c>, p the logistic function of the logit.</summary>
/// <remarks>
/// Source: Tucker et al. (2017), section 5.1 (target 0.45), and Grathwohl et al. (2018), section 5.1 (target 0.499).
/// </remarks>
internal readonly record struct BernoulliObjective(double Target, double Success, double Failure)
{
    /// <summary><c>f(1) - f(0)</c>.</summary>
    public double Difference => 1.0 - (2.0 * Target);

    /// <summary><c>d/d(logit) E f = p (1 - p) (f(1) - f(0))</c>.</summary>
    public double Gradient => Success * Failure * Difference;

    public static BernoulliObjective At(double target, double logit)
    {
        Guard.Finite(target);
        Guard.Finite(logit);
        return new BernoulliObjective(target, 1.0 / (1.0 + Math.Exp(-logit)), 1.0 / (1.0 + Math.Exp(logit)));
    }

    public double Value(bool b) => b ? (1.0 - Target) * (1.0 - Target) : Target * Target;

    /// <summary>f(b), of any b from 0 to 1.</summary>
    public double Value(double b) => (b - Target) * (b - Target);

    /// <summary>f'(b), of any b from 0 to 1: what estimators that move b itself take.</summary>
    public double Derivative(double b) => 2.0 * (b - Target);

    /// <summary>The draw of a uniform number: <c>uniform &lt; p</c>.</summary>
    public bool Draw(double uniform) => uniform < Success;

    /// <summary><c>d/d(logit) ln p(b) = b - p</c>, written so that it does not cancel.</summary>
    public double Score(bool b) => b ? Failure : -Success;
}
