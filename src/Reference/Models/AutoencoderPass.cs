using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>A pass of a batch through encoder, draws and decoder.</summary>
internal sealed class AutoencoderPass
{
    private readonly LayerSpecification[] _encoder, _decoder;
    private readonly double[] _encoderParameters, _decoderParameters, _pixels, _latent;
    private readonly double[][] _images;
    private readonly ExampleShape _image, _number;
    private readonly PhiloxKey _key;
    private readonly ulong _ofEncoder, _ofDecoder;
    private readonly int _draws;

    public AutoencoderPass(
        LayerSpecification[] encoder,
        double[] encoderParameters,
        LayerSpecification[] decoder,
        double[] decoderParameters,
        double[][] images,
        int latents,
        int draws,
        PhiloxKey key,
        int step)
    {
        Guard.Matrix(images);
        Guard.AtLeast(latents, 1);
        Guard.AtLeast(draws, 1);
        Guard.AtLeast(step, 0);
        (_encoder, _encoderParameters, _decoder, _decoderParameters) = (encoder, encoderParameters, decoder, decoderParameters);
        (_images, _draws, _key, _ofEncoder, _ofDecoder) = (images, draws, key, (uint)step, (uint)step | (1UL << 32));
        (_image, _number) = (Shape(images[0].Length), Shape(latents));
        _pixels = [.. images.SelectMany(image => image)];
        double[] code = Network.Forward(encoder, _image, encoderParameters, _pixels, NetworkNoise.Training, key, _ofEncoder);
        Code = [.. code.Chunk(code.Length / images.Length)];
        _latent = [.. GaussianEncoder.Draw(Code, latents, draws, key, step).SelectMany(z => z)];
        double[] logits = Network.Forward(decoder, _number, decoderParameters, _latent, NetworkNoise.Training, key, _ofDecoder);
        Logits = [.. logits.Chunk(logits.Length / (images.Length * draws))];
        Guard.Length(Logits[0].Length, images[0].Length, "the decoder's output");
    }

    public double[][] Code { get; }

    public double[][] Logits { get; }

    /// <summary>The log-likelihood's derivative by every logit.</summary>
    public double[][] Slopes => [.. Logits.Select((a, row) => BernoulliLikelihood.Derivative(a, _images[row / _draws]))];

    public NetworkGradient DecoderBackward(double[][] slopes) => Network.Backward(
        _decoder, _number, _decoderParameters, _latent, [.. slopes.SelectMany(row => row)], _key, _ofDecoder);

    public NetworkGradient EncoderBackward(double[][] byCode) => Network.Backward(
        _encoder, _image, _encoderParameters, _pixels, [.. byCode.SelectMany(row => row)], _key, _ofEncoder);

    // A square number is one plane of pixels, as in a network's description.
    private static ExampleShape Shape(int numbers)
    {
        int side = (int)Math.Round(Math.Sqrt(numbers));
        return side * side == numbers ? new ExampleShape(1, side, side) : new ExampleShape(numbers);
    }
}
