using System.Runtime.CompilerServices;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// What one weight of a linear regression counts for each unit of its noise: <c>x_nk s_k / sigma</c> in the residual of example n,
/// and its own value over the prior's deviation, <c>Shift + Ratio e_k</c>.
/// </summary>
internal readonly struct RegressionColumn(float n0, float n1, float n2, float n3, float shift, float ratio)
{
    public readonly float N0 = n0;
    public readonly float N1 = n1;
    public readonly float N2 = n2;
    public readonly float N3 = n3;
    public readonly float Shift = shift;
    public readonly float Ratio = ratio;

    /// <summary>The one or the other, a choice at a time, which stay selects.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RegressionColumn Or(RegressionColumn other, bool isOther) => new(
        isOther ? other.N0 : N0,
        isOther ? other.N1 : N1,
        isOther ? other.N2 : N2,
        isOther ? other.N3 : N3,
        isOther ? other.Shift : Shift,
        isOther ? other.Ratio : Ratio);

    /// <summary><c>s_k s_l sum_n x_nk x_nl / sigma^2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Dot(RegressionColumn other) => (N0 * other.N0) + (N1 * other.N1) + ((N2 * other.N2) + (N3 * other.N3));

    /// <summary>A sum over four examples of what this weight counts, times numbers of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Dot(float r0, float r1, float r2, float r3) => (N0 * r0) + (N1 * r1) + ((N2 * r2) + (N3 * r3));
}

/// <summary>
/// A linear regression with normal weights and the weight j that a gradient is by, as kernels take it: at most four examples of at
/// most eight weights, for kernels have no local arrays. Gradients are made in units of noise and divided by s_j last.
/// </summary>
internal struct RegressionProblem
{
    public const int MostWeights = 8;
    public const int MostExamples = 4;

    /// <summary>The residuals at the means, <c>(x_n^T m - y_n) / sigma</c>.</summary>
    public float Residual0;
    public float Residual1;
    public float Residual2;
    public float Residual3;

    public RegressionColumn Column0;
    public RegressionColumn Column1;
    public RegressionColumn Column2;
    public RegressionColumn Column3;
    public RegressionColumn Column4;
    public RegressionColumn Column5;
    public RegressionColumn Column6;
    public RegressionColumn Column7;

    /// <summary>The column of the coordinate j.</summary>
    public RegressionColumn Own;

    public int Weights;
    public int Coordinate;

    /// <summary>1 / s_j.</summary>
    public float Inverse;

    /// <summary><c>sum_k ln(s_k / priorDeviation) - N ln(sigma sqrt(2 pi))</c>: the log weight but for its squares.</summary>
    public float Level;

    /// <summary>The standard deviation of each pre-activation, over sigma.</summary>
    public float Root0;
    public float Root1;
    public float Root2;
    public float Root3;

    /// <summary>What the coordinate counts for each unit of it; of an example of zeros, nothing.</summary>
    public float Share0;
    public float Share1;
    public float Share2;
    public float Share3;

    /// <summary>The exact gradient by the mean.</summary>
    public readonly float ByMean => -(Own.Dot(Residual0, Residual1, Residual2, Residual3) + (Own.Ratio * Own.Shift)) * Inverse;

    /// <summary>s_j times the gradient of <c>-KL(q || prior)</c> by s_j.</summary>
    public readonly float OfDivergence => (1f - Own.Ratio) * (1f + Own.Ratio);

    /// <summary>The exact gradient by the standard deviation.</summary>
    public readonly float ByDeviation => (OfDivergence - Own.Dot(Own)) * Inverse;

    /// <summary>A problem whose columns, residuals and level are there: the rest of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegressionProblem Of(RegressionProblem begun, float deviation)
    {
        RegressionProblem problem = begun;
        problem.Own = begun.Column(begun.Coordinate);
        problem.Inverse = 1f / deviation;
        problem.Root0 = XMath.Sqrt(
            Squares(begun.Column0.N0, begun.Column1.N0, begun.Column2.N0, begun.Column3.N0)
            + Squares(begun.Column4.N0, begun.Column5.N0, begun.Column6.N0, begun.Column7.N0));
        problem.Root1 = XMath.Sqrt(
            Squares(begun.Column0.N1, begun.Column1.N1, begun.Column2.N1, begun.Column3.N1)
            + Squares(begun.Column4.N1, begun.Column5.N1, begun.Column6.N1, begun.Column7.N1));
        problem.Root2 = XMath.Sqrt(
            Squares(begun.Column0.N2, begun.Column1.N2, begun.Column2.N2, begun.Column3.N2)
            + Squares(begun.Column4.N2, begun.Column5.N2, begun.Column6.N2, begun.Column7.N2));
        problem.Root3 = XMath.Sqrt(
            Squares(begun.Column0.N3, begun.Column1.N3, begun.Column2.N3, begun.Column3.N3)
            + Squares(begun.Column4.N3, begun.Column5.N3, begun.Column6.N3, begun.Column7.N3));
        problem.Share0 = Share(problem.Own.N0, problem.Root0);
        problem.Share1 = Share(problem.Own.N1, problem.Root1);
        problem.Share2 = Share(problem.Own.N2, problem.Root2);
        problem.Share3 = Share(problem.Own.N3, problem.Root3);
        return problem;
    }

    /// <summary>The column of a weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly RegressionColumn Column(int weight)
    {
        bool isOdd = (weight & 1) != 0;
        RegressionColumn first = Column0.Or(Column1, isOdd).Or(Column2.Or(Column3, isOdd), (weight & 2) != 0);
        RegressionColumn second = Column4.Or(Column5, isOdd).Or(Column6.Or(Column7, isOdd), (weight & 2) != 0);
        return first.Or(second, (weight & 4) != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Squares(float a, float b, float c, float d) => (a * a) + (b * b) + ((c * c) + (d * d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Share(float counts, float root) => root > 0f ? counts / root : 0f;
}
