namespace BayesBench.Agreements.Probability;

/// <summary>Probabilities to call a formula with.</summary>
internal static class Probabilities
{
    /// <summary>In (0, 1): spread evenly, close to 0 in logarithms, or close to 1.</summary>
    public static double Draw(InputSource source) => source.Integer(0, 2) switch
    {
        0 => source.Uniform(1e-6, 1 - 1e-6),
        1 => source.LogUniform(1.2e-38, 0.5),
        _ => (float)(1 - source.LogUniform(6e-8, 0.5)),
    };

    /// <summary>So many that sum to 1 exactly: multiples of 2^-20, about a quarter of them 0.</summary>
    public static double[] Distribution(InputSource source, int length)
    {
        const int Whole = 1 << 20;
        double[] weights = source.Vector(length, s => s.Integer(0, 3) == 0 ? 0 : s.LogUniform(1e-3, 1));
        double sum = weights.Sum();
        var shares = new int[length];
        for (int k = 0; k < length; k++)
        {
            shares[k] = sum == 0 ? 0 : (int)(weights[k] / sum * Whole);
        }

        shares[source.Integer(0, length - 1)] += Whole - shares.Sum();
        return [.. shares.Select(share => share / (double)Whole)];
    }
}
