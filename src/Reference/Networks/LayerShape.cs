using System.Globalization;
using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>The sizes of a dense layer: B examples, D inputs, K outputs, matrices row by row.</summary>
internal readonly record struct LayerShape(int Batch, int Inputs, int Outputs)
{
    /// <summary>The shape that input [B, D] and weights [D, K] have together.</summary>
    /// <exception cref="ArgumentException">An array is empty or does not divide into rows.</exception>
    public static LayerShape Of(double[] input, double[] weights, int batch, string nameOfWeights)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weights, nameOfWeights);
        Guard.AtLeast(batch, 1);
        int inputs = Columns(input, batch, nameof(input));
        return new LayerShape(batch, inputs, Columns(weights, inputs, nameOfWeights));
    }

    /// <summary>Columns of a matrix with so many rows.</summary>
    public static int Columns(double[] matrix, int rows, string name)
    {
        Guard.NotEmpty<double>(matrix, name);
        Guard.Finite(matrix, name);
        return matrix.Length % rows == 0
            ? matrix.Length / rows
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} has {matrix.Length} elements; it must have a multiple of {rows}."), name);
    }

    /// <summary>Requires the derivative by the output, shape [B, K].</summary>
    public void CheckOutput(double[] outputGradient)
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        Guard.Length(outputGradient.Length, Batch * Outputs, nameof(outputGradient));
        Guard.Finite(outputGradient);
    }

    /// <summary>Calls for every example, input and output, outputs running fastest.</summary>
    public void ForEach(Action<int, int, int> visit)
    {
        for (int b = 0; b < Batch; b++)
        {
            for (int d = 0; d < Inputs; d++)
            {
                for (int k = 0; k < Outputs; k++)
                {
                    visit(b, d, k);
                }
            }
        }
    }

    /// <summary>The sum of one pre-activation's products and that of their squares.</summary>
    public static (double Sum, double Squares) Products(double[] input, double[] weight)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        Guard.NotEmpty<double>(input);
        Guard.SameLength<double, double>(nameof(input), input, nameof(weight), weight);
        Guard.Finite(input);
        Guard.Finite(weight);
        double sum = 0;
        double squares = 0;
        for (int d = 0; d < input.Length; d++)
        {
            double term = input[d] * weight[d];
            sum += term;
            squares += term * term;
        }

        return (sum, squares);
    }
}
