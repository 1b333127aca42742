using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Two nodes in a chain and a cost of each: <c>b1 ~ Bernoulli(p)</c>, then <c>b2 ~ Bernoulli(r)</c> with the logit
/// <c>secondLogit + coupling b1</c>; <c>f1 = (b1 - target)^2</c>, <c>f2 = (b2 - target)^2</c>.
/// </summary>
/// <param name="First">The first node.</param>
/// <param name="AfterZero">The second node after a zero.</param>
/// <param name="AfterOne">The second node after a one.</param>
/// <param name="Coupling">By how much their logits differ.</param>
internal readonly record struct ChainObjective(
    BernoulliObjective First, BernoulliObjective AfterZero, BernoulliObjective AfterOne, double Coupling)
{
    public static ChainObjective At(double target, double firstLogit, double secondLogit, double coupling)
    {
        Guard.Finite(target);
        Guard.Finite(firstLogit);
        Guard.Finite(secondLogit);
        Guard.Finite(coupling);
        return new ChainObjective(
            BernoulliObjective.At(target, firstLogit),
            BernoulliObjective.At(target, secondLogit),
            BernoulliObjective.At(target, secondLogit + coupling),
            coupling);
    }

    /// <summary>What two uniform numbers draw.</summary>
    public ChainDraw Draw(double[] uniforms)
    {
        ArgumentNullException.ThrowIfNull(uniforms);
        Guard.Length(uniforms.Length, 2, nameof(uniforms));
        bool first = First.Draw(uniforms[0]);
        return Outcome(first, Second(first).Draw(uniforms[1]));
    }

    public double Expectation(Func<ChainDraw, double> of)
    {
        double sum = 0.0;
        foreach (bool first in new[] { false, true })
        {
            foreach (bool second in new[] { false, true })
            {
                sum += Chance(First, first) * Chance(Second(first), second) * of(Outcome(first, second));
            }
        }

        return sum;
    }

    /// <summary>The mean square distance of a call of two components from some centre.</summary>
    public double[] Spread(double[] centre, Func<ChainDraw, double[]> call)
    {
        ChainObjective objective = this;
        return [.. centre.Select((about, component) => objective.Expectation(draw =>
        {
            double deviation = call(draw)[component] - about;
            return deviation * deviation;
        }))];
    }

    /// <summary><c>p q D (1 + r1 - r0)</c>, <c>D (q r0 (1 - r0) + p r1 (1 - r1))</c>, D = f(1) - f(0).</summary>
    public double[] Gradient() =>
    [
        First.Gradient * (AfterZero.Failure + AfterOne.Success),
        (First.Failure * AfterZero.Gradient) + (First.Success * AfterOne.Gradient),
    ];

    /// <summary>By the first logit twice <c>(q - p)</c> times the gradient, by both <c>p q D (r1 (1 - r1) - r0 (1 - r0))</c>.</summary>
    public double[] Hessian() =>
    [
        (First.Failure - First.Success) * Gradient()[0],
        First.Gradient * Rise() * (AfterOne.Failure - AfterZero.Success),
    ];

    // r1 - r0 without a difference of close numbers: r1 (1 - r0) (1 - exp(-coupling)), or the same backwards.
    private double Rise() => Coupling >= 0.0
        ? AfterOne.Success * AfterZero.Failure * SmallDifferences.OneMinusExp(-Coupling)
        : -AfterZero.Success * AfterOne.Failure * SmallDifferences.OneMinusExp(Coupling);

    private static double Chance(BernoulliObjective node, bool b) => b ? node.Success : node.Failure;

    private BernoulliObjective Second(bool first) => first ? AfterOne : AfterZero;

    private ChainDraw Outcome(bool first, bool second) => new(
        First.Value(first), First.Value(second), First.Score(first), Second(first).Score(second), First.Success * First.Failure);
}

/// <summary>Costs and scores of one outcome, and the slope of the first node's chance, <c>p (1 - p)</c>.</summary>
internal readonly record struct ChainDraw(double FirstCost, double SecondCost, double FirstScore, double SecondScore, double Slope)
{
    public double Cost => FirstCost + SecondCost;

    /// <summary>The second derivative of the first node's chance over the chance: the score's square and the score's derivative.</summary>
    public double Second => (FirstScore * FirstScore) - Slope;
}
