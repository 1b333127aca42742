using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>
/// The arguments that the belief net's formulas begin with: prior, decoder, logits, images; and the way of one call through the
/// device's net.
/// </summary>
internal sealed record BeliefNetCall(double[] Prior, double[] Decoder, double[] Logits, double[] Images)
{
    public int Latents => Prior.Length;

    public int Pixels => Decoder.Length / (Latents + 1);

    public int Count => Images.Length / Pixels;

    public static BeliefNetCall From(object[] call) =>
        new((double[])call[0], (double[])call[1], (double[])call[2], (double[])call[3]);

    /// <summary>Small sizes, those about a tile's and a sum's edge among them; more units where nothing is enumerated.</summary>
    public static BeliefNetCall Draw(InputSource source, params int[] latents)
    {
        (int units, int pixels, int images) = (source.Pick(latents), source.Pick(1, 17, 70), source.Pick(1, 3, 17));
        return new BeliefNetCall(
            source.Vector(units, s => s.Normal()),
            source.Vector(pixels * (units + 1), s => s.Normal()),
            source.Vector(images * units, s => 2 * s.Normal()),
            Bits(source, images * pixels));
    }

    public static double[] Bits(InputSource source, int count) => source.Vector(count, s => s.Integer(0, 1));

    /// <summary>The call's arguments followed by others.</summary>
    public object[] With(params object[] others) => [Prior, Decoder, Logits, Images, .. others];

    public static float[] Floats(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);

    /// <summary>Puts net, images and logits on the device and asks for something.</summary>
    public T On<T>(Device device, int draws, Func<DeviceSigmoidBeliefNet, T> ask) =>
        On(device, draws, new double[Latents * (Pixels + 1)], new double[Pixels], net =>
        {
            net.SetLogits(Floats(Logits));
            return ask(net);
        });

    /// <summary>The same with an encoder, whose logits are the device's own.</summary>
    public T On<T>(Device device, int draws, double[] encoder, double[] pixelMeans, Func<DeviceSigmoidBeliefNet, T> ask)
    {
        using DeviceArray<float> images = device.Upload<float>(Floats(Images));
        using var net = new DeviceSigmoidBeliefNet(device, Pixels, Latents, Count, draws);
        net.SetParameters(Floats([.. Prior, .. Decoder, .. encoder]));
        net.SetPixelMeans(Floats(pixelMeans));
        net.TakeFirst(images);
        return ask(net);
    }

    /// <summary>The uniform numbers of one image's units, as the net's remarks define them.</summary>
    public double[] Uniforms(int b, PhiloxKey key, int step, int draw) => [.. Enumerable.Range(b * Latents, Latents).Select(element =>
    {
        Words w = Philox4x32.Block(Words.Counter((uint)element / 4, 0xD00, (uint)step | ((ulong)(uint)draw << 32)), key);
        return UnitInterval.FromWord((element % 4) switch { 0 => w.W0, 1 => w.W1, 2 => w.W2, _ => w.W3 });
    })];
}
