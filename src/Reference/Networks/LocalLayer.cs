using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Derivatives by a layer's inputs, its weights' means and their variances.</summary>
internal sealed record LocalLayerGradient(double[] Input, double[] Mean, double[] Variance);

/// <summary>
/// A dense layer of independent Gaussian weights in the local form:
/// <c>y[b, k] = sum_d x mean + sqrt(sum_d x^2 variance + floor) noise[b, k]</c>, noise of element <c>b K + k</c>.
/// </summary>
internal sealed class LocalLayer(LayerShape shape, double[] input, double[] mean, double[] variance, double floor)
{
    /// <summary>Pre-activations, shape [B, K].</summary>
    public double[] Output(PhiloxKey key, uint stream, ulong replicate)
    {
        var output = new double[shape.Batch * shape.Outputs];
        double[] variances = Variances();
        shape.ForEach((b, d, k) => output[(b * shape.Outputs) + k] += input[(b * shape.Inputs) + d] * mean[(d * shape.Outputs) + k]);
        return [.. output.Select((y, i) => y + (Math.Sqrt(variances[i]) * LayerNoise.Normal(i, key, stream, replicate)))];
    }

    /// <summary>
    /// Derivatives: <c>g</c> by the mean of a pre-activation and <c>h = g noise / (2 s)</c> by its variance <c>s^2</c>, through
    /// the chain rule of both; h is 0 where s is.
    /// </summary>
    public LocalLayerGradient Gradient(double[] outputGradient, PhiloxKey key, uint stream, ulong replicate)
    {
        double[] byVariance = [.. Variances().Select((v, i) =>
            v > 0 ? outputGradient[i] * LayerNoise.Normal(i, key, stream, replicate) / (2 * Math.Sqrt(v)) : 0)];
        var gradient = new LocalLayerGradient(new double[input.Length], new double[mean.Length], new double[mean.Length]);
        shape.ForEach((b, d, k) =>
        {
            (int i, int j, int o) = ((b * shape.Inputs) + d, (d * shape.Outputs) + k, (b * shape.Outputs) + k);
            gradient.Input[i] += (outputGradient[o] * mean[j]) + (2 * byVariance[o] * input[i] * variance[j]);
            gradient.Mean[j] += outputGradient[o] * input[i];
            gradient.Variance[j] += byVariance[o] * input[i] * input[i];
        });
        return gradient;
    }

    private double[] Variances()
    {
        double[] variances = [.. Enumerable.Repeat(floor, shape.Batch * shape.Outputs)];
        shape.ForEach((b, d, k) =>
        {
            double x = input[(b * shape.Inputs) + d];
            variances[(b * shape.Outputs) + k] += x * x * variance[(d * shape.Outputs) + k];
        });
        return variances;
    }
}
