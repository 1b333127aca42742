namespace BayesBench.Reference.Gradients;

/// <summary>An objective f of several bits, of which nothing is known but its values.</summary>
internal interface IBitObjective
{
    int Bits { get; }

    double Value(IReadOnlyList<bool> bits);
}

/// <summary><c>f(b) = sum_i (b_i - t_i)^2</c>.</summary>
/// <remarks>Source: Kool, van Hoof and Welling (2020), "Estimating gradients for discrete random variables by sampling without
/// replacement", the Bernoulli toy, with the targets 0.6, 0.51, 0.48.</remarks>
internal sealed class BitDistance(double[] targets) : IBitObjective
{
    public int Bits => targets.Length;

    public double Value(IReadOnlyList<bool> bits) =>
        targets.Zip(bits, (target, bit) => bit ? (1.0 - target) * (1.0 - target) : target * target).Sum();
}
