using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>The law N(mean, L L^T) that a row of an encoder's code describes.</summary>
internal sealed class EncodedLaw(double[] code, int latents)
{
    public double[] Mean { get; } = code[..latents];

    public double[] LogVariance { get; } = code[latents..(2 * latents)];

    /// <summary>L below its diagonal, row by row; empty where L is diagonal.</summary>
    public double[] Lower { get; } = code[(2 * latents)..];

    public int Width => code.Length;

    public double Deviation(int i) => Math.Exp(0.5 * LogVariance[i]);

    /// <summary>mean + L e.</summary>
    public double[] At(double[] e) =>
        [.. Mean.Select((mean, i) => mean + (Deviation(i) * e[i]) + BelowDiagonal(i, e))];

    /// <summary>The e of L e = z - mean, by substitution.</summary>
    public double[] NoiseOf(double[] z)
    {
        var e = new double[z.Length];
        for (int i = 0; i < e.Length; i++)
        {
            e[i] = (z[i] - Mean[i] - BelowDiagonal(i, e)) / Deviation(i);
        }

        return e;
    }

    /// <summary>ln p(z) - ln q(z) at the draw of e, p = N(0, I): the constants cancel.</summary>
    public double LogRatio(double[] e)
    {
        double[] z = At(e);
        return 0.5 * (LinearAlgebra.Dot(e, e) + LogVariance.Sum() - LinearAlgebra.Dot(z, z));
    }

    /// <summary>From a derivative by z at the draw of e to one by the code.</summary>
    public double[] Backward(double[] e, double[] gradient) =>
    [
        .. gradient,
        .. gradient.Select((g, i) => 0.5 * Deviation(i) * e[i] * g),
        .. Pairs.Select(pair => gradient[pair.I] * e[pair.J]),
    ];

    // Row and column of every number of lower.
    private IEnumerable<(int I, int J)> Pairs =>
        from i in Enumerable.Range(0, Lower.Length == 0 ? 0 : latents)
        from j in Enumerable.Range(0, i)
        select (i, j);

    private double BelowDiagonal(int i, double[] e) =>
        Lower.Length == 0 ? 0 : Enumerable.Range(0, i).Sum(j => Lower[(i * (i - 1) / 2) + j] * e[j]);
}
