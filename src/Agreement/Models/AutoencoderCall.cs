using BayesBench.Agreements.Networks;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Models;

/// <summary>The arguments that the formulas of a whole autoencoder begin with, and their way to a device.</summary>
internal sealed record AutoencoderCall(
    LayerSpecification[] Encoder,
    double[] EncoderParameters,
    LayerSpecification[] Decoder,
    double[] DecoderParameters,
    double[][] Images,
    int Latents,
    int Draws)
{
    public int Pixels => Images[0].Length;

    public NetworkDescription EncoderDescription => Description(Encoder, Pixels, EncoderParameters);

    public NetworkDescription DecoderDescription => Description(Decoder, Latents, DecoderParameters);

    public static AutoencoderCall From(object[] call) => new(
        (LayerSpecification[])call[0], (double[])call[1], (LayerSpecification[])call[2], (double[])call[3], (double[][])call[4],
        (int)call[5], (int)call[6]);

    /// <summary>One hidden layer each way, of two kinds; a full covariance where the rule allows one.</summary>
    public static AutoencoderCall Draw(InputSource source, bool isDiagonal = false)
    {
        (int pixels, int latents, int hidden) = (source.Pick(1, 5, 17), source.Pick(1, 2, 3), source.Pick(2, 7));
        int width = (2 * latents) + (isDiagonal || source.Integer(0, 1) == 0 ? 0 : latents * (latents - 1) / 2);
        LayerSpecification[] Stack(int outputs) =>
            [new(LayerType.Dense, hidden), new(source.Pick(LayerType.Tanh, LayerType.Softplus)), new(LayerType.Dense, outputs)];
        double[] Parameters(int inputs, int outputs) => source.Vector(
            (inputs * hidden) + hidden + (hidden * outputs) + outputs, s => (float)(0.5 * s.Normal()));
        return new AutoencoderCall(
            Stack(width), Parameters(pixels, width), Stack(pixels), Parameters(latents, pixels),
            source.Matrix(source.Pick(1, 3), pixels, s => s.Uniform(0, 1)), latents, source.Pick(1, 3));
    }

    public object[] With(params object[] others) =>
        [Encoder, EncoderParameters, Decoder, DecoderParameters, Images, Latents, Draws, .. others];

    /// <summary>Puts model and batch on the device and asks for something.</summary>
    public T On<T>(Device device, AutoencoderObjective objective, Func<DeviceVariationalAutoencoder, T> ask)
    {
        using DeviceArray<float> images = device.Upload<float>(NetworkCall.Floats([.. Images.SelectMany(image => image)]));
        using var model = new DeviceVariationalAutoencoder(
            device, EncoderDescription, DecoderDescription, Images.Length, Draws, objective);
        model.SetParameters(NetworkCall.Floats([.. EncoderParameters, .. DecoderParameters]));
        model.TakeConsecutive(images, 0);
        return ask(model);
    }

    private static NetworkDescription Description(LayerSpecification[] layers, int inputs, double[] parameters) =>
        new NetworkCall(layers, new ExampleShape(inputs), parameters).Description;
}
