using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>Sums over a regression's columns that exact variances are made of.</summary>
internal static class RegressionMoments
{
    /// <summary>s_j^2 P_jj.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Curvature(RegressionProblem problem) =>
        problem.Own.Dot(problem.Own) + (problem.Own.Ratio * problem.Own.Ratio);

    /// <summary>A_kk, half of 1 - s_k^2 P_kk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Form(RegressionColumn column) =>
        0.5f * (((1f - column.Ratio) * (1f + column.Ratio)) - column.Dot(column));

    /// <summary>Twice what the log weight is below its level at the means.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquaresAtMeans(RegressionProblem problem)
    {
        float sum = (problem.Residual0 * problem.Residual0) + (problem.Residual1 * problem.Residual1)
            + ((problem.Residual2 * problem.Residual2) + (problem.Residual3 * problem.Residual3));
        for (int k = 0; k < problem.Weights; k++)
        {
            float shift = problem.Column(k).Shift;
            sum += shift * shift;
        }

        return sum;
    }

    /// <summary>Of a slope <c>constant + own e_j</c> and the other weights' noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient OfPath(RegressionProblem problem, float constant, float own)
    {
        float others = 0f;
        for (int k = 0; k < problem.Weights; k++)
        {
            float entry = problem.Own.Dot(problem.Column(k)) * problem.Inverse;
            others += k == problem.Coordinate ? 0f : entry * entry;
        }

        float square = own * own;
        return new DeviceGradient(square + others, (constant * constant) + (2f * square) + others);
    }

    /// <summary>Of the score function, f shifted such that its mean where e_j = 0 is the middle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient OfScore(RegressionProblem problem, float middle)
    {
        float mixed = 0f;
        float others = 0f;
        for (int k = 0; k < problem.Weights; k++)
        {
            RegressionColumn column = problem.Column(k);
            float entry = 0.5f * problem.Own.Dot(column);
            float ofRow = OfRow(problem, k, problem.Coordinate);
            mixed += k == problem.Coordinate ? 0f : entry * entry;
            others += k == problem.Coordinate ? 0f : ofRow;
        }

        float own = Form(problem.Own);
        float linear = problem.ByMean / problem.Inverse;
        float third = middle + (3f * own);
        float fifth = middle + (5f * own);
        float precision = problem.Inverse * problem.Inverse;
        float first = (third * third) + (6f * own * own) + (2f * linear * linear) + (12f * mixed) + others;
        float second = (2f * fifth * fifth) + (24f * own * own) + (10f * linear * linear) + (40f * mixed) + (2f * others);
        return new DeviceGradient(first * precision, second * precision);
    }

    /// <summary>What row k of the log weight adds to its variance, without what it shares with one of the weights, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfRow(RegressionProblem problem, int k, int without)
    {
        RegressionColumn column = problem.Column(k);
        float linear = column.Dot(problem.Residual0, problem.Residual1, problem.Residual2, problem.Residual3)
            + (column.Ratio * column.Shift);
        float form = Form(column);
        float squares = form * form;
        for (int l = 0; l < problem.Weights; l++)
        {
            float entry = 0.5f * column.Dot(problem.Column(l));
            float square = l == without ? 0f : entry * entry;
            squares += l == k ? 0f : square;
        }

        return (linear * linear) + (2f * squares);
    }
}
