using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BayesBench.Data;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>What a model sees of an image.</summary>
public enum InputScale
{
    /// <summary>Pixels from 0 to 1.</summary>
    Unit,

    /// <summary>Pixels over 256, less the mean image of the training data.</summary>
    Centred,
}

/// <summary>Images as a model takes them, and their identity.</summary>
public static class Inputs
{
    /// <summary>The digits on another scale.</summary>
    public static Digits Scaled(Digits digits, InputScale scale)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (scale == InputScale.Unit)
        {
            return digits;
        }

        Func<float[], float[]> scaled = Scaling(digits, scale);
        return digits with { TrainImages = scaled(digits.TrainImages), TestImages = scaled(digits.TestImages) };
    }

    /// <summary>What brings images to a scale, which may be that of the training data.</summary>
    public static Func<float[], float[]> Scaling(Digits digits, InputScale scale)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (scale == InputScale.Unit)
        {
            return images => images;
        }

        double[] mean = MeanImage(digits.TrainImages);
        return images =>
        {
            var centred = new float[images.Length];
            for (int i = 0; i < images.Length; i++)
            {
                // A pixel of 255 is 1 here and 255 / 256 there.
                centred[i] = (float)((images[i] - mean[i % Digits.Pixels]) * (255.0 / 256));
            }

            return centred;
        };
    }

    /// <summary>The training data's name, count and SHA-256.</summary>
    public static string Fingerprint(Digits digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<float>(digits.TrainImages));
        hash.AppendData(digits.TrainLabels);
        return Format.Invariant(
            $"{ClassifierStudies.NameOf(digits)}, {digits.TrainLabels.Length} images, {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}");
    }

    private static double[] MeanImage(float[] images)
    {
        var sum = new double[Digits.Pixels];
        for (int i = 0; i < images.Length; i++)
        {
            sum[i % Digits.Pixels] += images[i];
        }

        return Array.ConvertAll(sum, pixel => pixel * Digits.Pixels / images.Length);
    }
}
