using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>What the agreements of layers have in common: sizes, keys, a launch for every call.</summary>
internal static class Layers
{
    /// <summary>Relative error of a normal number, in u.</summary>
    public const double NormalUnits = 7;

    /// <summary>Few calls: a layer is many outputs, and its bound looks at every product.</summary>
    public const int Calls = 48;

    /// <summary>A tile's edge, an image with its bias, and a row of one.</summary>
    public static (int Batch, int Inputs, int Outputs) Draw(InputSource source) =>
        (source.Pick(1, 3), source.Pick(1, 3, 17, 153), source.Pick(1, 3, 10));

    /// <summary>Key, stream and replicate, which end a layer's arguments.</summary>
    public static object[] Noise(InputSource source) =>
        [new PhiloxKey(source.Word(), source.Word()), source.Word(), ((ulong)source.Word() << 32) | source.Word()];

    /// <summary>Key, stream and replicate of a call, at its last three arguments.</summary>
    public static (DeviceKey Key, uint Stream, ulong Replicate) Noise(Batch batch, int call)
    {
        object[] arguments = batch.Call(call);
        var key = (PhiloxKey)arguments[^3];
        return (new DeviceKey(key.K0, key.K1), (uint)arguments[^2], (ulong)arguments[^1]);
    }

    /// <summary>The rows of one call in an argument or a result of all.</summary>
    public static ArrayView<float> Of(Batch batch, int call, ArrayView<float> all)
    {
        int width = (int)all.Length / batch.Count;
        return all.SubView(call * width, width);
    }

    public static double[] Normals(InputSource source, int count) => source.Vector(count, s => s.Normal());

    /// <summary>Numbers of a wide layer, for the one call of its width.</summary>
    public static double[] Ramp(int count, double offset = -0.6) => [.. Enumerable.Range(0, count).Select(i => (i % 11 / 8.0) + offset)];

    /// <summary>Whether a mask keeps an element, by its uniform number, as the layers' remarks define it.</summary>
    public static bool Keeps(long element, object[] call, double dropRate)
    {
        Words w = Block(element, call);
        return UnitInterval.FromWord((element % 4) switch { 0 => w.W0, 1 => w.W1, 2 => w.W2, _ => w.W3 }) >= dropRate;
    }

    /// <summary>The standard normal number of an element.</summary>
    public static double Normal(long element, object[] call)
    {
        Words w = Block(element, call);
        NormalPair pair = element % 4 < 2 ? BoxMuller.FromWords(w.W0, w.W1) : BoxMuller.FromWords(w.W2, w.W3);
        return element % 2 == 0 ? pair.Z0 : pair.Z1;
    }

    private static Words Block(long element, object[] call) =>
        Philox4x32.Block(Words.Counter((uint)(element / 4), (uint)call[^2], (ulong)call[^1]), (PhiloxKey)call[^3]);
}
