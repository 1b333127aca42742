using System.Runtime.CompilerServices;
using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>What layers ask of their shapes: inputs [B, D], parameters [D, K], derivatives by their outputs [B, K].</summary>
internal static class LayerGuard
{
    public static void Shapes(
        double[][] input, double[][] weights, [CallerArgumentExpression(nameof(weights))] string name = "")
    {
        Guard.Matrix(input);
        Guard.Matrix(weights, name);
        Guard.Rows(weights, input[0].Length, name);
    }

    public static void Shapes(
        double[][] input,
        double[][] weights,
        double[][] outputGradient,
        [CallerArgumentExpression(nameof(weights))] string name = "")
    {
        Shapes(input, weights, name);
        Guard.Matrix(outputGradient);
        Guard.Rows(outputGradient, input.Length);
        Guard.Length(outputGradient[0].Length, weights[0].Length, Guard.RowOf(nameof(outputGradient), 0));
    }

    /// <summary>Standard deviations of the shape of their means.</summary>
    public static void Deviations(double[][] mean, double[][] standardDeviation)
    {
        Guard.Matrix(standardDeviation);
        Guard.Rows(standardDeviation, mean.Length);
        Guard.Length(standardDeviation[0].Length, mean[0].Length, Guard.RowOf(nameof(standardDeviation), 0));
        for (int d = 0; d < standardDeviation.Length; d++)
        {
            Guard.Positive(standardDeviation[d], Guard.RowOf(nameof(standardDeviation), d));
        }
    }

    /// <summary>A matrix of the shape of another, element by element.</summary>
    public static double[][] Map(double[][] shape, Func<int, int, double> element) =>
        [.. shape.Select((row, i) => row.Select((_, j) => element(i, j)).ToArray())];
}
