using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;
using Kernel = BayesBench.Kernels.Models.BayesianClassifierKernels;

namespace BayesBench.Kernels.Models;

/// <summary>The two terms of an evidence lower bound, in nats: <c>Elbo = LogLikelihood - Divergence</c>.</summary>
/// <param name="LogLikelihood">Of all data: a batch's times N / B.</param>
/// <param name="Divergence">KL(posterior || prior), once for the whole data set.</param>
public readonly record struct ClassifierBound(double LogLikelihood, double Divergence)
{
    /// <summary>The bound.</summary>
    public double Elbo => LogLikelihood - Divergence;
}

/// <summary>
/// A linear softmax classifier with a mean-field Gaussian posterior and a standard normal prior over its weights,
/// in the memory of a device. Its parameters are one flat buffer, means then rho, with
/// <c>standardDeviation = softplus(rho)</c>. Everything is allocated once; what a step does is a pure function of
/// parameters, data, key and step.
/// </summary>
public sealed partial class DeviceBayesianClassifier : IDisposable
{
    /// <summary>Kernels that a step of training launches.</summary>
    public const int LaunchesPerStep = 12;

    private readonly List<IDisposable> _arrays = [];
    private readonly Device _device;
    private readonly DeviceArray<float> _parameters, _gradient, _firstMoment, _secondMoment, _standardDeviation;
    private readonly DeviceArray<double> _divergence;

    /// <summary>Allocates a model and its workspace; the posterior is undefined until it is set.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="features">D.</param>
    /// <param name="classes">K.</param>
    /// <param name="batch">B, examples of a batch.</param>
    /// <param name="draws">The most draws of the weights held at once.</param>
    public DeviceBayesianClassifier(Device device, int features, int classes, int batch, int draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(features, nameof(features));
        DeviceGuard.AtLeastOne(classes, nameof(classes));
        DeviceGuard.AtLeastOne(batch, nameof(batch));
        DeviceGuard.AtLeastOne(draws, nameof(draws));
        _device = device;
        Size = new ClassifierSize(features, classes, batch);
        Draws = draws;
        int weights = Size.Weights, logits = classes * Size.Stride;
        _parameters = Keep<float>(2 * weights);
        _gradient = Keep<float>(2 * weights);
        _firstMoment = Keep<float>(2 * weights);
        _secondMoment = Keep<float>(2 * weights);
        _standardDeviation = Keep<float>(weights);
        _divergence = Keep<double>((weights + Kernel.DivergencePart - 1) / Kernel.DivergencePart);
        _places = Keep<int>(Size.Stride);
        _labels = Keep<int>(Size.Stride);
        _rows = Keep<float>(batch * Size.Inputs);
        _inputs = Keep<float>(Size.Inputs * Size.Stride);
        _weights = Keep<float>(draws * weights);
        _logits = Keep<float>(draws * logits);
        _slope = Keep<float>(draws * logits);
        _logitMean = Keep<float>(logits);
        _logitVariance = Keep<float>(logits);
        _logLikelihood = Keep<float>(draws * Size.Stride);
        _runningTotal = Keep<double>(draws * Size.Stride);
        _total = Keep<double>(draws);
        _coefficient = Keep<double>(draws);
        Clear();
    }

    /// <summary>D, K and B.</summary>
    public ClassifierSize Size { get; }

    /// <summary>The most draws of the weights held at once.</summary>
    public int Draws { get; }

    /// <summary>
    /// The last gradient on the device: the ELBO's by means and standard deviations; after a step the loss's by
    /// means and rho.
    /// </summary>
    public ArrayView<float> LastGradient => _gradient.View;

    private ArrayView<float> Mean => _parameters.View.SubView(0, Size.Weights);

    private ArrayView<float> Rho => _parameters.View.SubView(Size.Weights, Size.Weights);

    /// <summary>Sets the posterior and forgets the optimiser's moments.</summary>
    /// <param name="parameters">Means, then rho, shape [2 P].</param>
    public void SetParameters(ReadOnlySpan<float> parameters)
    {
        _parameters.CopyFrom(parameters);
        Kernel.StandardDeviation(_device, Rho, _standardDeviation);
        Clear();
    }

    /// <summary>Sets the posterior and the optimiser's moments.</summary>
    /// <param name="parameters">Means, then rho, shape [2 P].</param>
    /// <param name="firstMoment">Shape [2 P].</param>
    /// <param name="secondMoment">Shape [2 P].</param>
    public void SetState(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> firstMoment, ReadOnlySpan<float> secondMoment)
    {
        SetParameters(parameters);
        _firstMoment.CopyFrom(firstMoment);
        _secondMoment.CopyFrom(secondMoment);
    }

    /// <summary>Sets the posterior by its standard deviations, exactly; steps are not to follow.</summary>
    /// <param name="mean">Shape [P].</param>
    /// <param name="standardDeviation">Shape [P], positive.</param>
    public void SetPosterior(ReadOnlySpan<float> mean, ReadOnlySpan<float> standardDeviation)
    {
        _parameters.CopyFrom([.. mean, .. standardDeviation.ToArray().Select(s => (float)Math.Log(Math.Exp(s) - 1))]);
        _standardDeviation.CopyFrom(standardDeviation);
        Clear();
    }

    /// <summary>Sets every mean to 0 and every standard deviation to one value.</summary>
    /// <param name="standardDeviation">Positive.</param>
    public void Initialise(float standardDeviation)
    {
        DeviceGuard.Positive(standardDeviation, nameof(standardDeviation));
        var parameters = new float[2 * Size.Weights];
        // The inverse of softplus: ln(exp(s) - 1).
        Array.Fill(parameters, (float)Math.Log(Math.Exp(standardDeviation) - 1), Size.Weights, Size.Weights);
        SetParameters(parameters);
    }

    /// <summary>Reads the posterior back.</summary>
    /// <returns>Means, then rho, shape [2 P].</returns>
    public float[] GetParameters() => _parameters.ToArray();

    /// <summary>Reads the optimiser's moments back.</summary>
    /// <returns>First and second moments, shape [2 P] each.</returns>
    public (float[] First, float[] Second) GetMoments() => (_firstMoment.ToArray(), _secondMoment.ToArray());

    /// <summary>Reads <see cref="LastGradient"/> back.</summary>
    /// <returns>Shape [2 P].</returns>
    public float[] GetGradient() => _gradient.ToArray();

    /// <summary>
    /// One step of stochastic variational inference: draws a minibatch, estimates the ELBO's gradient by local
    /// reparametrisation, and moves the posterior by Adam.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="key">The key of all noise.</param>
    /// <param name="step">Counts from 1; also the replicate of the noise.</param>
    /// <param name="learningRate">Positive.</param>
    public void Step(ClassifierData data, DeviceKey key, int step, float learningRate)
    {
        DrawMinibatch(data, key, step);
        Update(key, step, learningRate);
    }

    /// <summary>The same on the batch at hand.</summary>
    /// <param name="key">The key of all noise.</param>
    /// <param name="step">Counts from 1; also the replicate of the noise.</param>
    /// <param name="learningRate">Positive.</param>
    public void Update(DeviceKey key, int step, float learningRate)
    {
        Gradient(ClassifierEstimator.LocalReparameterization, key, step);
        Kernel.ToLossGradient(_device, Rho, _gradient);
        OptimisersKernels.Adam(_device, _parameters, _gradient, _firstMoment, _secondMoment, step, learningRate);
        Kernel.StandardDeviation(_device, Rho, _standardDeviation);
    }

    /// <summary>KL(posterior || N(0, I)); waits for the device.</summary>
    /// <returns>In nats.</returns>
    public double Divergence()
    {
        Kernel.Divergence(_device, Mean, _standardDeviation, _divergence);
        return _divergence.ToArray().Sum();
    }

    /// <summary>
    /// The log-likelihoods that the steps since the last call have seen, added up; waits for the device.
    /// </summary>
    /// <returns>In nats, not scaled.</returns>
    public double TakeRunningTotal()
    {
        double sum = _runningTotal.ToArray().Sum();
        _runningTotal.Clear();
        return sum;
    }

    /// <summary>Reads the log-likelihoods back that <see cref="TakeRunningTotal"/> would take, and leaves them.</summary>
    /// <returns>One number for every example of a batch and every draw, in nats.</returns>
    public double[] GetRunningTotal() => _runningTotal.ToArray();

    /// <summary>Sets what <see cref="GetRunningTotal"/> gave.</summary>
    /// <param name="runningTotal">Of the same length.</param>
    public void SetRunningTotal(ReadOnlySpan<double> runningTotal) => _runningTotal.CopyFrom(runningTotal);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (IDisposable array in _arrays)
        {
            array.Dispose();
        }
    }

    private DeviceArray<T> Keep<T>(int length)
        where T : unmanaged
    {
        DeviceArray<T> array = _device.Allocate<T>(length);
        _arrays.Add(array);
        return array;
    }

    private void Clear()
    {
        _firstMoment.Clear();
        _secondMoment.Clear();
        _runningTotal.Clear();
    }
}
