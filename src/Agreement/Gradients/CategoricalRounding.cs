using BayesBench.Kernels.Numerics;

namespace BayesBench.Agreements.Gradients;

/// <summary>The numbers of a categorical problem, as a kernel makes them: three of each, in the order of the categories.</summary>
internal sealed class CategoricalRounding
{
    private readonly double _firstThreshold;
    private readonly double _secondThreshold;

    /// <summary>On a device by exponentials, where a probability has more than one unit; on a host rounded once.</summary>
    public CategoricalRounding(CategoricalProblem problem, double probabilityUnits)
    {
        double[] logits = [problem.FirstLogit, problem.SecondLogit, 0];
        Rounded target = new(problem.Target, 0), one = new(1, 0);
        Rounded above = one.Sum(target), below = one.Sum(target.Negative);
        Values = [above.Product(above), target.Product(target), below.Product(below)];
        Less = [one.Sum(target.Twice), new(0, 0), one.Sum(target.Twice.Negative)];
        (Logits, Target) = (logits, problem.Target);
        bool onHost = probabilityUnits <= 1;
        double greatest = logits.Max();
        Rounded[] weights = [.. logits.Select(logit =>
        {
            double weight = Math.Exp(logit - greatest);
            double units = Math.Abs(logit - greatest) + (2 * UlpBounds.Exp);
            return new Rounded(weight, onHost ? 0 : units * ErrorBound.U * weight);
        })];
        Rounded Share(Rounded part, Rounded whole) => onHost
            ? new Rounded(part.Value / whole.Value, ErrorBound.U * part.Value / whole.Value)
            : part.Over(whole);
        Rounded sum = weights[0].Sum(weights[1]).Sum(weights[2]);
        Chances = [.. weights.Select(weight => Share(weight, sum))];
        Others = [.. Enumerable.Range(0, 3).Select(c => Share(weights[(c + 1) % 3].Sum(weights[(c + 2) % 3]), sum))];
        Rounded rest = weights[1].Sum(weights[2]);
        (SecondOfRest, ThirdOfRest) = (Share(weights[1], rest), Share(weights[2], rest));
        (_firstThreshold, _secondThreshold) = (Chances[0].Value, Chances[0].Value + Chances[1].Value);
    }

    public double Target { get; }

    public double[] Logits { get; }

    public Rounded[] Chances { get; }

    /// <summary>1 - p.</summary>
    public Rounded[] Others { get; }

    /// <summary>f of each category.</summary>
    public Rounded[] Values { get; }

    /// <summary>f less that of the second category.</summary>
    public Rounded[] Less { get; }

    public Rounded SecondOfRest { get; }

    public Rounded ThirdOfRest { get; }

    public Rounded Score(int c, int component) => c == component ? Others[c] : Chances[component].Negative;

    public Rounded Difference(int a, int b) => a == b ? new(0, 0) : b == 1 ? Less[a] : a == 1 ? Less[b].Negative : Less[a].Sum(Less[b].Negative);

    /// <summary>f(c) - E f.</summary>
    public Rounded Centred(int c)
    {
        (int a, int b) = Beside(c);
        return Chances[a].Product(Difference(c, a)).Sum(Chances[b].Product(Difference(c, b)));
    }

    public Rounded Gradient(int component) => Chances[component].Product(Centred(component));

    public int Draw(double uniform) => uniform < _firstThreshold ? 0 : uniform < _secondThreshold ? 1 : 2;

    public int DrawOther(int than, double uniform)
    {
        (int lower, int upper) = Beside(than);
        return uniform < Chances[lower].Value / (Chances[lower].Value + Chances[upper].Value) ? lower : upper;
    }

    /// <summary>The two other categories.</summary>
    public static (int Lower, int Upper) Beside(int c) => (c == 0 ? 1 : 0, c == 2 ? 1 : 2);

    /// <summary>E (h - mean)^2.</summary>
    public Rounded Spread(Func<int, Rounded> of, Rounded mean) =>
        Term(0, of, mean).Sum(Term(1, of, mean)).Sum(Term(2, of, mean));

    private Rounded Term(int c, Func<int, Rounded> of, Rounded mean)
    {
        Rounded deviation = of(c).Sum(mean.Negative);
        return Chances[c].Product(deviation).Product(deviation);
    }
}
