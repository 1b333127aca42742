using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;

namespace BayesBench.Models;

/// <summary>Trained networks of one description that predict together: one, by its mean or by draws of its noise, or an ensemble.</summary>
public sealed class NetworkPredictor : IDisposable
{
    private const int LargestBatch = 1000;

    private readonly Device _device;
    private readonly DeviceClassifierNetwork _network;
    private readonly IReadOnlyList<float[]> _members;
    private readonly DeviceKey _key;
    private readonly int _draws;

    /// <summary>Allocates a network for all of them.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="description">Its layers.</param>
    /// <param name="members">Parameters, shape [M][P], at least one.</param>
    /// <param name="draws">Of the noise of one member; 0 takes the means, as several members do.</param>
    /// <param name="seed">Key of the noise.</param>
    /// <exception cref="ArgumentException">Several members shall predict by draws.</exception>
    public NetworkPredictor(Device device, NetworkDescription description, IReadOnlyList<float[]> members, int draws, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count > 1 && draws > 0)
        {
            throw new ArgumentException("draws are of one member; several predict by their means.", nameof(draws));
        }

        (_device, _members, _draws) = (device, members, draws);
        _key = new DeviceKey((uint)seed, (uint)(seed >> 32));
        _network = new DeviceClassifierNetwork(device, description, LargestBatch, Math.Max(1, draws));
        _network.SetParameters(members[0]);
    }

    /// <summary>What they say of images.</summary>
    /// <param name="images">N x 784, scaled as those that they were trained on.</param>
    public NetworkPrediction Predict(float[] images)
    {
        ArgumentNullException.ThrowIfNull(images);
        int count = images.Length / Digits.Pixels;
        using var data = new ClassifierData(_device, images, new byte[count], Digits.Classes);
        return _members.Count == 1 ? _network.Predict(data, _draws, _key) : Together(data);
    }

    public void Dispose() => _network.Dispose();

    private NetworkPrediction Together(ClassifierData data)
    {
        (int members, int classes) = (_members.Count, Digits.Classes);
        var all = new float[data.Count * members * classes];
        for (int m = 0; m < members; m++)
        {
            _network.SetParameters(_members[m]);
            float[] own = _network.Predict(data, draws: 0, _key).Probabilities;
            for (int n = 0; n < data.Count; n++)
            {
                own.AsSpan(n * classes, classes).CopyTo(all.AsSpan(((n * members) + m) * classes));
            }
        }

        using DeviceArray<float> probabilities = _device.Upload<float>(all);
        using DeviceArray<float> mean = _device.Allocate<float>(data.Count * classes);
        using DeviceArray<float> entropy = _device.Allocate<float>(data.Count), information = _device.Allocate<float>(data.Count);
        EnsembleKernels.Predictive(_device, classes, probabilities, mean, entropy, information);
        return new NetworkPrediction(mean.ToArray(), entropy.ToArray(), information.ToArray());
    }
}
