using System.Globalization;
using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Models;

/// <summary>Examples, each with a constant 1 behind its features: what the bias multiplies.</summary>
internal sealed class ClassifierBatch
{
    public ClassifierBatch(double[] images, int[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        Guard.AtLeast(classes, 1);
        Guard.NotEmpty<int>(labels);
        Guard.Finite(images);
        for (int b = 0; b < labels.Length; b++)
        {
            Guard.Within(labels[b], 0, classes - 1, $"labels[{b}]");
        }

        int features = images.Length / labels.Length;
        if (images.Length != features * labels.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"images has length {images.Length}; it must be a multiple of the number of labels, {labels.Length}."), nameof(images));
        }

        Classes = classes;
        Labels = labels;
        Inputs = [.. Enumerable.Range(0, labels.Length).Select(b => (double[])[.. images.AsSpan(b * features, features), 1.0])];
    }

    /// <summary>B rows of D + 1 inputs.</summary>
    public double[][] Inputs { get; }

    public int[] Labels { get; }

    public int Classes { get; }

    public int Count => Labels.Length;

    /// <summary>D + 1.</summary>
    public int Width => Inputs[0].Length;

    /// <summary>Refuses parameters of another shape than [K, D + 1].</summary>
    public void Check(double[] weights, string name)
    {
        ArgumentNullException.ThrowIfNull(weights, name);
        Guard.Finite(weights, name);
        if (weights.Length != Classes * Width)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{name} has length {weights.Length}; it must have {Classes} classes times {Width - 1} features and a bias, {Classes * Width}."), name);
        }
    }

    /// <summary>One class's part of an array of shape [K, D + 1].</summary>
    public double[] Row(double[] weights, int k) => weights[(k * Width)..((k + 1) * Width)];
}
