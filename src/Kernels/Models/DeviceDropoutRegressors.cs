using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using Kernel = BayesBench.Kernels.Models.MonteCarloDropoutRegressorKernels;

namespace BayesBench.Kernels.Models;

/// <summary>What tells one of many dropout regressors from the others.</summary>
/// <param name="Number">Of its noise, not negative.</param>
/// <param name="Start">The row of its first datum.</param>
/// <param name="DropRate">p, in [0, 1 - 2^-24].</param>
/// <param name="WeightDecay">lambda, not negative.</param>
public readonly record struct DropoutRegressorSettings(int Number, int Start, float DropRate, float WeightDecay);

/// <summary>
/// Many dropout regressors of one size in the memory of a device, trained at once: a step is two launches for all of them. Everything is
/// allocated once; what a step does is a pure function of parameters, data, settings, key and step. A model's numbers do not depend
/// on which others lie beside it.
/// </summary>
public sealed partial class DeviceDropoutRegressors : IDisposable
{
    private readonly List<IDisposable> _arrays = [];
    private readonly Device _device;
    private readonly DropoutRegressorSettings[] _settings;
    private readonly DeviceArray<float> _data, _rates, _parameters, _gradient, _firstMoment, _secondMoment, _loss;
    private readonly DeviceArray<int> _numbers, _starts, _order;

    /// <summary>Allocates models of parameters 0, whose first minibatch begins with their first datum.</summary>
    /// <param name="device">Where they live.</param>
    /// <param name="inputs">D.</param>
    /// <param name="hidden">H.</param>
    /// <param name="count">N, training data of every model.</param>
    /// <param name="settings">Of every model; at least one.</param>
    /// <param name="data">Rows of inputs and target, shape [R, D + 1]; models may share them.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public DeviceDropoutRegressors(
        Device device, int inputs, int hidden, int count, IReadOnlyList<DropoutRegressorSettings> settings, ReadOnlySpan<float> data)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(settings);
        DeviceGuard.AtLeastOne(inputs, nameof(inputs));
        DeviceGuard.AtLeastOne(hidden, nameof(hidden));
        DeviceGuard.AtLeastOne(count, nameof(count));
        DeviceGuard.AtLeastOne(settings.Count, "the number of models");
        (_device, _settings) = (device, [.. settings]);
        Size = new DropoutRegressorSize(inputs, hidden, settings.Count, count);
        int rows = data.Length / Size.RowLength;
        DeviceGuard.SameLength((long)rows * Size.RowLength, data.Length, nameof(data));
        foreach (DropoutRegressorSettings model in settings)
        {
            DeviceGuard.AtLeast(0, model.Number, "a model's number");
            DeviceGuard.Within(model.Start, 0, rows - count, "a model's start");
            DeviceGuard.Within(model.DropRate, 0, DeviceBernoulli.Largest, "a model's drop rate");
            DeviceGuard.Within(model.WeightDecay, 0, float.MaxValue, "a model's weight decay");
        }

        _data = Keep(device.Upload(data));
        _rates = Keep(device.Upload<float>([.. settings.SelectMany(model => (float[])[model.DropRate, model.WeightDecay])]));
        _numbers = Keep(device.Upload<int>([.. settings.Select(model => model.Number)]));
        _starts = Keep(device.Upload<int>([.. settings.Select(model => model.Start)]));
        _order = Keep(device.Upload<int>([.. settings.SelectMany(model => Enumerable.Range(model.Start, count))]));
        _parameters = Zeros();
        _gradient = Zeros();
        _firstMoment = Zeros();
        _secondMoment = Zeros();
        _loss = Keep(device.Allocate<float>(settings.Count));
    }

    /// <summary>The sizes.</summary>
    public DropoutRegressorSize Size { get; }

    /// <summary>Sets all parameters and forgets the optimiser's moments.</summary>
    /// <param name="parameters">Shape [models, (D + 2) H + 1]: W [D, H], v [H], b [H] and c of each.</param>
    public void SetParameters(ReadOnlySpan<float> parameters)
    {
        _parameters.CopyFrom(Padded(parameters, nameof(parameters)));
        _firstMoment.Clear();
        _secondMoment.Clear();
    }

    /// <summary>Sets the optimiser's moments.</summary>
    /// <param name="first">Shape [models, (D + 2) H + 1].</param>
    /// <param name="second">The same.</param>
    public void SetMoments(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        _firstMoment.CopyFrom(Padded(first, nameof(first)));
        _secondMoment.CopyFrom(Padded(second, nameof(second)));
    }

    /// <summary>Reads the parameters back; waits for the device.</summary>
    /// <returns>Shape [models, (D + 2) H + 1].</returns>
    public float[] GetParameters() => Bare(_parameters);

    /// <summary>Reads the optimiser's moments back; waits for the device.</summary>
    /// <returns>Shape [models, (D + 2) H + 1] each.</returns>
    public (float[] First, float[] Second) GetMoments() => (Bare(_firstMoment), Bare(_secondMoment));

    /// <summary>Reads the last gradient back; waits for the device.</summary>
    /// <returns>Shape [models, (D + 2) H + 1].</returns>
    public float[] GetGradient() => Bare(_gradient);

    /// <summary>Reads the last minibatch's losses back; waits for the device.</summary>
    /// <returns>Shape [models].</returns>
    public float[] GetLoss() => _loss.ToArray();

    /// <summary>Reads the order of the data back; waits for the device.</summary>
    /// <returns>Rows, shape [models, N].</returns>
    public int[] GetOrder() => _order.ToArray();

    /// <summary>Draws the order in which an epoch takes every model's data.</summary>
    /// <param name="key">The order's key.</param>
    /// <param name="epoch">Not negative.</param>
    public void Shuffle(DeviceKey key, int epoch) => Kernel.Order(_device, Size, key, epoch, _numbers, _starts, _order);

    /// <summary>Loss and gradient of a minibatch of every model.</summary>
    /// <param name="batch">Which data, and which masks.</param>
    /// <param name="key">The masks' key.</param>
    public void Gradient(DropoutRegressorBatch batch, DeviceKey key) =>
        Kernel.Gradient(_device, Size, batch, key, _data, _order, _numbers, _rates, _parameters, _gradient, _loss);

    /// <summary>One step of Adam down the gradient of a minibatch, for every model.</summary>
    /// <param name="batch">Which data, and which masks; its step counts from 1.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="learningRate">Positive.</param>
    public void Step(DropoutRegressorBatch batch, DeviceKey key, double learningRate)
    {
        Gradient(batch, key);
        OptimisersKernels.Adam(_device, _parameters, _gradient, _firstMoment, _secondMoment, batch.Step, learningRate);
    }

    /// <inheritdoc />
    public void Dispose() => _arrays.ForEach(array => array.Dispose());

    private DeviceArray<float> Zeros()
    {
        DeviceArray<float> array = Keep(_device.Allocate<float>(Size.Models * Size.ParameterStride));
        array.Clear();
        return array;
    }

    private T Keep<T>(T array)
        where T : IDisposable
    {
        _arrays.Add(array);
        return array;
    }

    // Every column of H becomes one of whole lanes.
    private float[] Padded(ReadOnlySpan<float> bare, string name)
    {
        DeviceGuard.SameLength((long)Size.Models * Size.ParameterCount, bare.Length, name);
        var padded = new float[Size.Models * Size.ParameterStride];
        for (int i = 0; i < bare.Length; i++)
        {
            padded[PlaceOf(i)] = bare[i];
        }

        return padded;
    }

    private float[] Bare(DeviceArray<float> array)
    {
        float[] padded = array.ToArray();
        return [.. Enumerable.Range(0, Size.Models * Size.ParameterCount).Select(i => padded[PlaceOf(i)])];
    }

    private int PlaceOf(int parameter)
    {
        (int model, int j) = Math.DivRem(parameter, Size.ParameterCount);
        return (model * Size.ParameterStride) + (j / Size.Hidden * Size.Lane) + (j % Size.Hidden);
    }
}
