namespace BayesBench.Kernels.Models;

/// <summary>Labelled examples in the memory of a device.</summary>
public sealed class ClassifierData : IDisposable
{
    /// <summary>Copies examples to a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="images">Shape [N, D], finite.</param>
    /// <param name="labels">Shape [N], each below the number of classes.</param>
    /// <param name="classes">Number of classes, K.</param>
    /// <exception cref="ArgumentException">There is no example, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class.</exception>
    public ClassifierData(Device device, ReadOnlySpan<float> images, ReadOnlySpan<byte> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(classes, nameof(classes));
        if (labels.IsEmpty)
        {
            throw new ArgumentException("labels is empty; there must be at least one example.", nameof(labels));
        }

        Features = images.Length / labels.Length;
        DeviceGuard.SameLength((long)labels.Length * Features, images.Length, nameof(images));
        var wide = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            wide[i] = labels[i] < classes ? labels[i] : throw new ArgumentOutOfRangeException(
                nameof(labels), labels[i], $"labels[{i}] is {labels[i]}; it must be in [0, {classes - 1}].");
        }

        Count = labels.Length;
        Classes = classes;
        Images = device.Upload(images);
        Labels = device.Upload<int>(wide);
    }

    /// <summary>Number of examples, N.</summary>
    public int Count { get; }

    /// <summary>Numbers of one example, D.</summary>
    public int Features { get; }

    /// <summary>Number of classes, K.</summary>
    public int Classes { get; }

    internal DeviceArray<float> Images { get; }

    internal DeviceArray<int> Labels { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
