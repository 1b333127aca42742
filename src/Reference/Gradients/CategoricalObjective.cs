using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The objective <c>f(c) = (x_c - target)^2</c>, x = -1, 0, 1, of three categories with logits (first, second, 0): the third
/// logit is held at 0, or a constant could be added to all three.
/// </summary>
internal readonly record struct CategoricalObjective(double Target, double[] Probabilities)
{
    public const int Categories = 3;

    public static CategoricalObjective At(double target, double firstLogit, double secondLogit)
    {
        Guard.Finite(target);
        Guard.Finite(firstLogit);
        Guard.Finite(secondLogit);
        double greatest = Math.Max(0.0, Math.Max(firstLogit, secondLogit));
        double[] weights = [Math.Exp(firstLogit - greatest), Math.Exp(secondLogit - greatest), Math.Exp(-greatest)];
        double sum = weights.Sum();
        return new CategoricalObjective(target, [.. weights.Select(weight => weight / sum)]);
    }

    public double Value(int c)
    {
        double distance = c - 1.0 - Target;
        return distance * distance;
    }

    /// <summary><c>f(a) - f(b)</c>, which may be far smaller than either.</summary>
    public double Difference(int a, int b) => (a - b) * (a + b - 2.0 - (2.0 * Target));

    /// <summary><c>f(c) - E f</c>.</summary>
    public double Centred(int c) =>
        (Probabilities[0] * Difference(c, 0)) + (Probabilities[1] * Difference(c, 1)) + (Probabilities[2] * Difference(c, 2));

    /// <summary>The chance of another category, <c>1 - p_c</c>, as a sum that does not cancel.</summary>
    public double Others(int c) => Probabilities[(c + 1) % Categories] + Probabilities[(c + 2) % Categories];

    /// <summary><c>d/d(logit) ln p_c</c>, by the first or by the second logit: <c>1[c = component] - p</c>.</summary>
    public double Score(int c, int component) => c == component ? Others(c) : -Probabilities[component];

    /// <summary>The exact gradient: <c>p_i (f(i) - E f)</c>.</summary>
    public double[] Gradient() => [Probabilities[0] * Centred(0), Probabilities[1] * Centred(1)];

    /// <summary>The category of a uniform number: the first that the sum of probabilities up to it exceeds.</summary>
    public int Draw(double uniform) =>
        uniform < Probabilities[0] ? 0 : uniform < Probabilities[0] + Probabilities[1] ? 1 : 2;

    /// <summary>A category other than a given one, of a uniform number: the lower of the two below its share of their chance.</summary>
    public int DrawOther(int than, double uniform)
    {
        (int lower, int upper) = (than == 0 ? 1 : 0, than == 2 ? 1 : 2);
        return uniform < Probabilities[lower] / (Probabilities[lower] + Probabilities[upper]) ? lower : upper;
    }

    public double Expectation(Func<int, double> of) =>
        (Probabilities[0] * of(0)) + (Probabilities[1] * of(1)) + (Probabilities[2] * of(2));

    /// <summary>One number for each logit.</summary>
    public static double[] ByLogit(Func<int, double> of) => [of(0), of(1)];
}
