namespace BayesBench.Reference.Gradients;

/// <summary>One number for each of the normal law's two parameters.</summary>
internal readonly record struct ParameterPair(double Mean, double StandardDeviation)
{
    public double[] ToArray() => [Mean, StandardDeviation];
}
