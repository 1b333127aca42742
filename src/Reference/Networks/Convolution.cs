using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>The derivative of a loss by what a convolution learns.</summary>
/// <param name="Filters">Shape [F, C, K, K].</param>
/// <param name="Bias">Shape [F].</param>
public sealed record ConvolutionGradient(double[] Filters, double[] Bias);

/// <summary>
/// Convolution of images as networks mean it: the filter is not turned round (a mathematician's cross-correlation), it
/// never leaves the image and moves by one pixel.
/// </summary>
/// <remarks>
/// <para>Arrays are flat and row-major: images [B, C, H, W], filters [F, C, K, K], outputs [B, F, H - K + 1, W - K + 1].</para>
/// <para>The sum is bilinear in images and filters, so the three methods go through the same products: an output, a
/// pixel, a weight. Each puts two of them together and adds the product to the third.</para>
/// <para>Source: LeCun, Bottou, Bengio and Haffner (1998), Gradient-based learning applied to document recognition.</para>
/// </remarks>
public static class Convolution
{
    /// <summary>The outputs of a layer.</summary>
    /// <remarks>
    /// <para>Formula: <c>output[b, f, y, x] = bias[f] + sum_{c, i, j} images[b, c, y + i, x + j] filters[f, c, i, j]</c>.</para>
    /// </remarks>
    /// <param name="images">Shape [B, C, H, W], finite; at least one image.</param>
    /// <param name="filters">Shape [F, C, K, K], finite.</param>
    /// <param name="bias">Shape [F], finite; at least one filter.</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="height">H, at least K.</param>
    /// <param name="width">W, at least K.</param>
    /// <param name="filterSize">K, at least 1.</param>
    /// <returns>Shape [B, F, H - K + 1, W - K + 1].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double[] Forward(
        double[] images, double[] filters, double[] bias, int channels, int height, int width, int filterSize)
    {
        Size one = Size.Of(channels, height, width, filterSize);
        ArgumentNullException.ThrowIfNull(bias);
        Size size = one with { Batch = Guard.Parts(images, one.Image), Filters = Guard.Parts(filters, one.Filter) };
        Guard.Length(bias.Length, size.Filters, nameof(bias));
        Guard.Finite(images);
        Guard.Finite(filters);
        Guard.Finite(bias);
        double[] output = [.. Enumerable.Range(0, size.Outputs).Select(o => bias[size.FilterOf(o)])];
        foreach ((int o, int pixel, int weight) in size.Products())
        {
            output[o] += images[pixel] * filters[weight];
        }

        return output;
    }

    /// <summary>The derivative of a loss by the images, from its derivative by the outputs.</summary>
    /// <remarks>
    /// <para>Formula: <c>images'[b, c, y + i, x + j] = sum_{f, i, j} output'[b, f, y, x] filters[f, c, i, j]</c>, over all f, y, x,
    /// i, j that meet in that pixel.</para>
    /// </remarks>
    /// <param name="outputGradient">By the outputs, shape [B, F, H - K + 1, W - K + 1], finite; at least one image.</param>
    /// <param name="filters">Shape [F, C, K, K], finite; at least one filter.</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="height">H, at least K.</param>
    /// <param name="width">W, at least K.</param>
    /// <param name="filterSize">K, at least 1.</param>
    /// <returns>Shape [B, C, H, W].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double[] BackwardInput(
        double[] outputGradient, double[] filters, int channels, int height, int width, int filterSize)
    {
        Size one = Size.Of(channels, height, width, filterSize);
        Size of = one with { Filters = Guard.Parts(filters, one.Filter) };
        Size size = of with { Batch = Guard.Parts(outputGradient, of.Outputs) };
        Guard.Finite(outputGradient);
        Guard.Finite(filters);
        var gradient = new double[size.Batch * size.Image];
        foreach ((int o, int pixel, int weight) in size.Products())
        {
            gradient[pixel] += outputGradient[o] * filters[weight];
        }

        return gradient;
    }

    /// <summary>The derivative of a loss by filters and bias, from its derivative by the outputs.</summary>
    /// <remarks>
    /// <para>Formula: <c>filters'[f, c, i, j] = sum_{b, y, x} output'[b, f, y, x] images[b, c, y + i, x + j]</c>,
    /// <c>bias'[f] = sum_{b, y, x} output'[b, f, y, x]</c>: sums over the batch, not means.</para>
    /// </remarks>
    /// <param name="images">Shape [B, C, H, W], finite; at least one image.</param>
    /// <param name="outputGradient">By the outputs, shape [B, F, H - K + 1, W - K + 1], finite; at least one filter.</param>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="height">H, at least K.</param>
    /// <param name="width">W, at least K.</param>
    /// <param name="filterSize">K, at least 1.</param>
    /// <returns>Shapes [F, C, K, K] and [F].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static ConvolutionGradient BackwardFilters(
        double[] images, double[] outputGradient, int channels, int height, int width, int filterSize)
    {
        Size one = Size.Of(channels, height, width, filterSize);
        Size of = one with { Batch = Guard.Parts(images, one.Image) };
        Size size = of with { Filters = Guard.Parts(outputGradient, of.Outputs) };
        Guard.Finite(images);
        Guard.Finite(outputGradient);
        var gradient = new ConvolutionGradient(new double[size.Filters * size.Filter], new double[size.Filters]);
        foreach ((int o, int pixel, int weight) in size.Products())
        {
            gradient.Filters[weight] += outputGradient[o] * images[pixel];
        }

        for (int o = 0; o < size.Outputs; o++)
        {
            gradient.Bias[size.FilterOf(o)] += outputGradient[o];
        }

        return gradient;
    }

    private readonly record struct Size(int Batch, int Filters, int Channels, int Height, int Width, int Side)
    {
        public int Image => Channels * Height * Width;

        public int Filter => Channels * Side * Side;

        public int Outputs => Batch * Filters * Rows * Columns;

        private int Rows => Height - Side + 1;

        private int Columns => Width - Side + 1;

        public static Size Of(int channels, int height, int width, int filterSize)
        {
            Guard.AtLeast(channels, 1);
            Guard.AtLeast(filterSize, 1);
            Guard.AtLeast(height, filterSize);
            Guard.AtLeast(width, filterSize);
            return new Size(1, 1, channels, height, width, filterSize);
        }

        public int FilterOf(int output) => output / (Rows * Columns) % Filters;

        /// <summary>Every product of the sum: positions of an output, a pixel and a weight.</summary>
        public IEnumerable<(int Output, int Pixel, int Weight)> Products()
        {
            for (int output = 0; output < Outputs; output++)
            {
                (int filter, int image) = (FilterOf(output), output / (Filters * Rows * Columns));
                (int y, int x) = (output / Columns % Rows, output % Columns);
                for (int weight = 0; weight < Filter; weight++)
                {
                    (int c, int i, int j) = (weight / (Side * Side), weight / Side % Side, weight % Side);
                    int pixel = (((((image * Channels) + c) * Height) + y + i) * Width) + x + j;
                    yield return (output, pixel, (filter * Filter) + weight);
                }
            }
        }
    }
}
