using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>What many small regressors are asked for at once.</summary>
public enum DropoutRegressorWork
{
    /// <summary>The gradient of a minibatch.</summary>
    Gradient,

    /// <summary>Draws of a prediction.</summary>
    Predict,
}

/// <summary>
/// Forty-eight regressors of 8 inputs and 50 hidden units side by side, 128 examples each; an item is one example's way forward, and back
/// where it is the gradient.
/// </summary>
public class MonteCarloDropoutRegressorBenchmarks : FormulaBenchmark
{
    private const int Features = 8, Hidden = 50, Examples = 128, Models = 48, Draws = 16;
    private const double DropRate = 0.05, WeightDecay = 1e-6;
    private static readonly PhiloxKey Key = new(1, 2);
    private double[] _parameters = [], _inputs = [], _targets = [];
    private float[] _data = [];
    private DeviceDropoutRegressors _models = null!;
    private int _step;

    [Params(DropoutRegressorWork.Gradient, DropoutRegressorWork.Predict)]
    public DropoutRegressorWork Work { get; set; } = DropoutRegressorWork.Gradient;

    public override string Id => $"monte-carlo-dropout-regressor.{Agreements.Names.KebabCase(Work.ToString())}";

    public override int Items => Models * Examples * (Work == DropoutRegressorWork.Gradient ? 1 : Draws);

    public override int ReferenceItems => Work == DropoutRegressorWork.Gradient ? Examples : Examples * Draws;

    public override string Limit => "A model is small: its examples follow one another, and the words of a mask wait for their blocks.";

    // A multiply-add a weight forward, another one back; two words of bits a mask, eight of the generator each.
    public override Cost Cost => new(
        Bytes: 4 * (Features + 1),
        Operations: (Work == DropoutRegressorWork.Gradient ? 4 : 2) * (Features + 2) * Hidden,
        Words: 16);

    protected override int CallsVerified => 32;

    protected override bool IsOfOneSize => true;

    protected override void Prepare()
    {
        int parameters = ((Features + 2) * Hidden) + 1;
        double[] Uniforms(uint stream, int count) => [.. UnitInterval.Fill(Key, stream, 0, count).Select(u => (double)(float)(u - 0.5))];
        (_parameters, _inputs, _targets) = (Uniforms(1, parameters), Uniforms(2, Examples * Features), Uniforms(3, Examples));
        _data = [.. _inputs.Chunk(Features).Zip(_targets, (x, y) => x.Append(y)).SelectMany(row => row).Select(x => (float)x)];
        _models = Own(new DeviceDropoutRegressors(
            Device, Features, Hidden, Examples,
            [.. Enumerable.Range(0, Models).Select(m => new DropoutRegressorSettings(m, 0, (float)DropRate, (float)WeightDecay))], _data));
        float[] floats = Array.ConvertAll(_parameters, p => (float)p);
        _models.SetParameters([.. Enumerable.Repeat(floats, Models).SelectMany(p => p)]);
    }

    [Benchmark(Baseline = true)]
    public double Reference() => Work == DropoutRegressorWork.Gradient
        ? MonteCarloDropoutRegressor.Gradient(_parameters, _inputs, _targets, DropRate, WeightDecay, Key, 0, _step++)[0]
        : MonteCarloDropoutRegressor.Predict(_parameters, _inputs, _targets, DropRate, 1, Draws, Key, 0).Mean[0];

    [Benchmark]
    public void Kernel()
    {
        if (Work == DropoutRegressorWork.Gradient)
        {
            Call(() => _models.Gradient(new DropoutRegressorBatch(0, Examples, _step++), new DeviceKey(1, 2)));
        }
        else
        {
            _models.Predict(
                _data, new int[Models], Examples, [.. Enumerable.Repeat(1f, Models)], Draws, new DeviceKey(1, 2));
        }
    }
}
