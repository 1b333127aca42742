using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Probability;

/// <summary>
/// The joint law of X and Y with finitely many outcomes each: a table whose rows are the outcomes of X and whose columns are
/// those of Y, both counted from 0.
/// </summary>
/// <remarks>
/// <para>Probabilities are taken as given, never renormalised. A table is accepted where its sum is 1 within 4 units of
/// rounding for each element.</para>
/// <para>Source: the deck, F03 to F05 and F20 to F24.</para>
/// </remarks>
public static class JointTable
{
    /// <summary>Pr[X = x] for every x.</summary>
    /// <remarks><para>Formula: <c>sum_y joint[x][y]</c>.</para></remarks>
    /// <param name="joint">Shape [rows][columns], each in [0, 1], of sum 1; at least one of either.</param>
    /// <returns>Shape [rows].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or the sum breaks its rule.</exception>
    public static double[] MarginalX(double[][] joint)
    {
        Check(joint);
        return Array.ConvertAll(joint, row => row.Sum());
    }

    /// <summary>Pr[Y = y] for every y.</summary>
    /// <remarks><para>Formula: <c>sum_x joint[x][y]</c>.</para></remarks>
    /// <param name="joint">Shape [rows][columns], each in [0, 1], of sum 1; at least one of either.</param>
    /// <returns>Shape [columns].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or the sum breaks its rule.</exception>
    public static double[] MarginalY(double[][] joint)
    {
        Check(joint);
        return [.. joint[0].Select((_, y) => joint.Sum(row => row[y]))];
    }

    /// <summary>Pr[X = x given Y = y] for every x and one y.</summary>
    /// <remarks>
    /// <para>Formula: <c>joint[x][y] / sum_z joint[z][y]</c>: divided by the probability of what is known. The deck prints
    /// that of X = x there, and a sum over y instead of one over x (errata F20, F21).</para>
    /// </remarks>
    /// <param name="joint">Shape [rows][columns], each in [0, 1], of sum 1; at least one of either.</param>
    /// <param name="y">What is known, counted from 0; it must be possible.</param>
    /// <returns>Shape [rows], of sum 1 up to rounding.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or the sum breaks its rule, or y cannot happen.</exception>
    public static double[] ConditionalX(double[][] joint, int y)
    {
        Check(joint);
        Guard.Within(y, 0, joint[0].Length - 1);
        return Conditional(Array.ConvertAll(joint, row => row[y]), "the probability of y");
    }

    /// <summary>Pr[Y = y given X = x] for every y and one x.</summary>
    /// <remarks><para>Formula: <c>joint[x][y] / sum_z joint[x][z]</c>.</para></remarks>
    /// <param name="joint">Shape [rows][columns], each in [0, 1], of sum 1; at least one of either.</param>
    /// <param name="x">What is known, counted from 0; it must be possible.</param>
    /// <returns>Shape [columns], of sum 1 up to rounding.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or the sum breaks its rule, or x cannot happen.</exception>
    public static double[] ConditionalY(double[][] joint, int x)
    {
        Check(joint);
        Guard.Within(x, 0, joint.Length - 1);
        return Conditional(joint[x], "the probability of x");
    }

    /// <summary>The joint law from the law of X and those of Y given each x.</summary>
    /// <remarks>
    /// <para>Formula: <c>joint[x][y] = marginalX[x] conditionalY[x][y]</c>. What stands in the row of an impossible x does
    /// not matter, as long as it is a law.</para>
    /// </remarks>
    /// <param name="marginalX">Pr[X = x], shape [rows], each in [0, 1], of sum 1.</param>
    /// <param name="conditionalY">Pr[Y = y given X = x], shape [rows][columns], each row of sum 1.</param>
    /// <returns>Shape [rows][columns].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or a sum breaks its rule.</exception>
    public static double[][] ChainRule(double[] marginalX, double[][] conditionalY)
    {
        ArgumentNullException.ThrowIfNull(marginalX);
        Guard.Matrix(conditionalY);
        Guard.SameLength<double, double[]>(nameof(marginalX), marginalX, nameof(conditionalY), conditionalY);
        Guard.Distribution(marginalX);
        Guard.Distributions(conditionalY);
        return [.. marginalX.Zip(conditionalY, (p, row) => Array.ConvertAll(row, q => p * q))];
    }

    private static double[] Conditional(double[] slice, string nameOfMass)
    {
        double mass = slice.Sum();
        Guard.Positive(mass, nameOfMass);
        return Array.ConvertAll(slice, probability => probability / mass);
    }

    private static void Check(double[][] joint)
    {
        Guard.Matrix(joint);
        for (int x = 0; x < joint.Length; x++)
        {
            Guard.Probability(joint[x], Guard.RowOf(nameof(joint), x));
        }

        Guard.Distribution(joint.SelectMany(row => row).ToArray(), nameof(joint));
    }
}
