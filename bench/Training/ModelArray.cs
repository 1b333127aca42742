namespace BayesBench.Training;

/// <summary>Numbers that a model has learned, or that its optimiser remembers.</summary>
/// <param name="Layer">The layer that they belong to: <c>layer 1 (sparse 300)</c>; empty where they are the whole model's.</param>
/// <param name="Name">What they are: <c>mean</c>, <c>log-variance</c>, <c>first moment of mean</c>.</param>
/// <param name="Shape">Length of each dimension, the last fastest.</param>
/// <param name="Values">Row-major, as many as the shape says.</param>
public sealed record ModelArray(string Layer, string Name, int[] Shape, float[] Values)
{
    /// <summary>Layer and name.</summary>
    public string FullName => Layer.Length == 0 ? Name : $"{Layer}: {Name}";

    /// <summary>Numbers that the shape says; a double, as a shape that was read from a file may say anything.</summary>
    public double Count => Shape.Any(length => length < 0) ? -1 : Shape.Aggregate(1.0, (count, length) => count * length);

    /// <summary>The shape as people read it.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>
    /// Doubles as floats, three for one, which is their sum to the last bit: for numbers of the size of log-likelihoods.
    /// </summary>
    public static float[] Split(ReadOnlySpan<double> values)
    {
        var parts = new float[3 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double rest = values[i];
            for (int part = 0; part < 3; part++)
            {
                parts[(3 * i) + part] = (float)rest;
                rest -= parts[(3 * i) + part];
            }
        }

        return parts;
    }

    /// <summary>What <see cref="Split"/> took apart.</summary>
    public static double[] Join(ReadOnlySpan<float> parts)
    {
        var values = new double[parts.Length / 3];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (double)parts[3 * i] + parts[(3 * i) + 1] + parts[(3 * i) + 2];
        }

        return values;
    }
}
