using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>The largest of every two by two pixels, windows side by side.</summary>
/// <remarks>
/// <para>Arrays are flat and row-major; images [B, C, H, W] and their planes [B C, H, W] lie alike.</para>
/// <para>Height and width must be even: to leave out a last row or column without a word would hide data from the model.
/// Where pixels of a window are equal the first in reading order counts as the largest, forward and backward.</para>
/// <para>Source: LeCun, Bottou, Bengio and Haffner (1998), Gradient-based learning applied to document recognition, for the
/// windows; Ranzato et al. (2007), Unsupervised learning of invariant feature hierarchies, for the maximum.</para>
/// </remarks>
public static class MaxPooling
{
    /// <summary>The largest pixel of every window.</summary>
    /// <remarks><para>Formula: <c>output[p, y, x] = max of images[p, 2 y + i, 2 x + j]</c>, i and j 0 or 1.</para></remarks>
    /// <param name="images">Shape [P, H, W], finite; at least one plane.</param>
    /// <param name="height">H, even, at least 2.</param>
    /// <param name="width">W, even, at least 2.</param>
    /// <returns>Shape [P, H / 2, W / 2].</returns>
    /// <exception cref="ArgumentException">The images are not a whole number of planes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double[] Forward(double[] images, int height, int width)
    {
        Check(images, height, width);
        return [.. Enumerable.Range(0, images.Length / 4).Select(window => images[Largest(images, width, window)])];
    }

    /// <summary>The derivative of a loss by the images, from its derivative by the outputs.</summary>
    /// <remarks>
    /// <para>Formula: a window's derivative goes to its largest pixel, and 0 to the others. Where two are largest the output
    /// has no derivative; this is the one of the first.</para>
    /// </remarks>
    /// <param name="images">What went forward, shape [P, H, W], finite; at least one plane.</param>
    /// <param name="outputGradient">By the outputs, shape [P, H / 2, W / 2], finite.</param>
    /// <param name="height">H, even, at least 2.</param>
    /// <param name="width">W, even, at least 2.</param>
    /// <returns>Shape [P, H, W].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double[] Backward(double[] images, double[] outputGradient, int height, int width)
    {
        Check(images, height, width);
        ArgumentNullException.ThrowIfNull(outputGradient);
        Guard.Length(outputGradient.Length, images.Length / 4, nameof(outputGradient));
        Guard.Finite(outputGradient);
        var gradient = new double[images.Length];
        for (int window = 0; window < outputGradient.Length; window++)
        {
            gradient[Largest(images, width, window)] = outputGradient[window];
        }

        return gradient;
    }

    private static void Check(double[] images, int height, int width)
    {
        Guard.Even(height);
        Guard.Even(width);
        Guard.Parts(images, (long)height * width);
        Guard.Finite(images);
    }

    // Planes have an even number of rows, so a window's place is the same as if all planes were one.
    private static int Largest(double[] images, int width, int window)
    {
        int columns = width / 2;
        int corner = (2 * (window / columns) * width) + (2 * (window % columns));
        int largest = corner;
        foreach (int other in new[] { corner + 1, corner + width, corner + width + 1 })
        {
            largest = images[other] > images[largest] ? other : largest;
        }

        return largest;
    }
}
