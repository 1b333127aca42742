using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>The calls of a layer's formula on their way through a kernel that takes one of them at a time.</summary>
internal sealed record LayerBatch(int Count, int Examples, int Inputs, int Outputs)
{
    /// <summary>Sizes from the inputs [B, D] and the weights [D, K].</summary>
    public static LayerBatch Of(Batch batch, int input, int weights)
    {
        double[][] parameters = batch.Shared<double[][]>(weights);
        return new(batch.Count, batch.Shared<double[][]>(input).Length, parameters.Length, parameters[0].Length);
    }

    public void ForEach(Action<int> kernel)
    {
        for (int call = 0; call < Count; call++)
        {
            kernel(call);
        }
    }

    public ArrayView<float> Input(ArrayView<float> all, int call) => Part(all, call, Examples * Inputs);

    public ArrayView<float> Weights(ArrayView<float> all, int call) => Part(all, call, Inputs * Outputs);

    public ArrayView<float> Output(ArrayView<float> all, int call) => Part(all, call, Examples * Outputs);

    public ArrayView<float> Bias(ArrayView<float> all, int call) => Part(all, call, Outputs);

    private static ArrayView<float> Part(ArrayView<float> all, int call, int length) => all.SubView(call * length, length);
}
