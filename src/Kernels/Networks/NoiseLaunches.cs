using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>A function of what is drawn for an element, of two numbers given for it, and of a parameter of all.</summary>
internal interface INoiseFunction
{
    static abstract float Of(float noise, float x, float y, float parameter);
}

/// <summary>Elementwise passes with a layer's noise, which several layers have in common.</summary>
/// <remarks>
/// A block of the generator holds four elements' numbers. On a GPU every element takes its block and leaves three; a processor
/// draws blocks into columns, from which a second pass takes them: in chunks that stay in its last cache.
/// </remarks>
internal static class NoiseLaunches
{
    // Blocks whose columns take 2 MiB.
    private const int ChunkLength = 1 << 17;

    private interface IElementNoise : IBlockMap<float>
    {
        static abstract float At(int element, uint stream, int low, int high, DeviceKey key);
    }

    /// <summary>result[i] = factor[i] noise[i]; it may be the factor.</summary>
    public static void LaunchTimesNormal(this Device device, LayerNoise noise, ArrayView<float> factor, ArrayView<float> result) =>
        device.LaunchWithNormal<Product>(noise, factor, factor, result);

    /// <summary>result[i] = mean[i] + factor[i] noise[i]; it may be the mean.</summary>
    public static void LaunchAddNormal(
        this Device device, LayerNoise noise, ArrayView<float> mean, ArrayView<float> factor, ArrayView<float> result) =>
        device.LaunchWithNormal<Sum>(noise, mean, factor, result);

    /// <summary>result[i] = F(normal noise[i], x[i], y[i], parameter); it may be x or y.</summary>
    public static void LaunchWithNormal<TFunction>(
        this Device device, LayerNoise noise, ArrayView<float> x, ArrayView<float> y, ArrayView<float> result, float parameter = 0f)
        where TFunction : INoiseFunction => Launch<Normal, TFunction>(device, noise, x, y, parameter, result);

    /// <summary>result[i] = F(uniform noise[i], x[i], y[i], parameter); it may be x or y.</summary>
    public static void LaunchWithUniform<TFunction>(
        this Device device, LayerNoise noise, ArrayView<float> x, ArrayView<float> y, ArrayView<float> result, float parameter = 0f)
        where TFunction : INoiseFunction => Launch<Uniform, TFunction>(device, noise, x, y, parameter, result);

    /// <summary>result[i] = sign[i] x[i]; it may be x. The signs' stream lies so far behind the noise's.</summary>
    public static void LaunchTimesSign(
        this Device device, LayerNoise noise, uint behind, ArrayView<float> x, ArrayView<float> result) => device.Launch(
        ProductWithSign, (int)result.Length, noise.Key, noise.Stream + behind, noise.ReplicateLow, noise.ReplicateHigh, x, result);

    private static void Launch<TNoise, TFunction>(
        Device device, LayerNoise noise, ArrayView<float> x, ArrayView<float> y, float parameter, ArrayView<float> result)
        where TNoise : IElementNoise
        where TFunction : INoiseFunction
    {
        int count = (int)result.Length;
        if (device.PrefersLoops)
        {
            device.Launch(
                DrawnHere<TNoise, TFunction>, count, noise.Key, noise.Stream, noise.ReplicateLow, noise.ReplicateHigh, x, y, parameter, result);
            return;
        }

        int blocks = (count / 4) + (count % 4 > 0 ? 1 : 0);
        // Launches run in order; the gate keeps those of another thread from coming between a chunk's two.
        lock (device.Gate)
        {
            ArrayView<float> columns = device.Scratch<float>(4 * Math.Min(blocks, ChunkLength));
            for (int first = 0; first < blocks; first += ChunkLength)
            {
                int length = Math.Min(ChunkLength, blocks - first);
                int from = 4 * first, elements = Math.Min(4 * length, count - from);
                device.Launch(
                    DrawBlock<TNoise>, length, noise.Key, noise.Stream, noise.ReplicateLow, noise.ReplicateHigh, first, length, columns);
                device.Launch(
                    DrawnBefore<TFunction>, elements, columns, length, x.SubView(from, elements), y.SubView(from, elements), parameter,
                    result.SubView(from, elements));
            }
        }
    }

    // One work item: one element and its noise.
    private static void DrawnHere<TNoise, TFunction>(
        Index1D i,
        DeviceKey key,
        uint stream,
        int low,
        int high,
        ArrayView<float> x,
        ArrayView<float> y,
        float parameter,
        ArrayView<float> result)
        where TNoise : IElementNoise
        where TFunction : INoiseFunction =>
        result[i] = TFunction.Of(TNoise.At(i, stream, low, high, key), x[i], y[i], parameter);

    // One work item: the noise of four elements, one for each column.
    private static void DrawBlock<TNoise>(
        Index1D i, DeviceKey key, uint stream, int low, int high, int first, int length, ArrayView<float> columns)
        where TNoise : IElementNoise
    {
        Four<float> four = TNoise.Of(DevicePhilox.Block((uint)(first + i.X), stream, (uint)low, (uint)high, key));
        columns[i] = four.V0;
        columns[i + length] = four.V1;
        columns[i + (2 * length)] = four.V2;
        columns[i + (3 * length)] = four.V3;
    }

    // One work item: one element, whose noise stands in a column.
    private static void DrawnBefore<TFunction>(
        Index1D i, ArrayView<float> columns, int length, ArrayView<float> x, ArrayView<float> y, float parameter, ArrayView<float> result)
        where TFunction : INoiseFunction =>
        result[i] = TFunction.Of(columns[((i & 3) * length) + (i >> 2)], x[i], y[i], parameter);

    // One work item: one element.
    private static void ProductWithSign(
        Index1D i, DeviceKey key, uint stream, int low, int high, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = DeviceNoise.Sign(i, stream, low, high, key) * x[i];

    private readonly struct Product : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter) => x * noise;
    }

    private readonly struct Sum : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter) => x + (y * noise);
    }

    private readonly struct Normal : IElementNoise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float At(int element, uint stream, int low, int high, DeviceKey key) =>
            DeviceNoise.Normal(element, stream, low, high, key);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Four<float> Of(DeviceWords words)
        {
            DeviceNormalPair first = DeviceNormal.FromWords(words.W0, words.W1);
            DeviceNormalPair second = DeviceNormal.FromWords(words.W2, words.W3);
            return new Four<float>(first.Z0, first.Z1, second.Z0, second.Z1);
        }
    }

    private readonly struct Uniform : IElementNoise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static float At(int element, uint stream, int low, int high, DeviceKey key) =>
            DeviceNoise.Uniform(element, stream, low, high, key);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Four<float> Of(DeviceWords words) => new(
            DeviceNormal.Uniform(words.W0), DeviceNormal.Uniform(words.W1),
            DeviceNormal.Uniform(words.W2), DeviceNormal.Uniform(words.W3));
    }
}
