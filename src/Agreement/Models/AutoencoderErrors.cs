using BayesBench.Agreements.Inference;
using BayesBench.Agreements.Networks;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>How float roundings grow through a whole autoencoder: encoder, draws, decoder, the bound, and back.</summary>
internal sealed class AutoencoderErrors
{
    private readonly AutoencoderCall _call;
    private readonly BoundedNetwork _encoder, _decoder;
    private readonly Bounded[] _encoded, _decoded;
    private readonly EncoderErrors _laws;
    private readonly Rounded[][] _logits;

    public AutoencoderErrors(AutoencoderCall call, PhiloxKey key, int step)
    {
        _call = call;
        _encoder = new BoundedNetwork(call.EncoderDescription, call.EncoderParameters, Examples, key, (uint)step);
        _decoder = new BoundedNetwork(call.DecoderDescription, call.DecoderParameters, Rows, key, (uint)step | (1UL << 32));
        _encoded = _encoder.Forward(Bounded.Exact(call.Images.SelectMany(image => image)), NetworkNoise.Training);
        Rounded[][] code = RowsOf(_encoded[^1], Examples);
        _laws = new EncoderErrors(code, call.Latents, key, step);
        _decoded = _decoder.Forward(
            Of(Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, call.Latents).Select(i => _laws.Latent(row / Draws, i, row % Draws)))),
            NetworkNoise.Training);
        _logits = RowsOf(_decoded[^1], Rows);
    }

    private int Examples => _call.Images.Length;

    private int Draws => _call.Draws;

    private int Rows => Examples * Draws;

    /// <summary>The mean of terms that are rounded once each, in double.</summary>
    public Rounded Elbo(int b)
    {
        Rounded sum = Rounded.Sum(Own(b).Select(row => Term(row, -_laws.Divergence(b))));
        return new Rounded(sum.Value / Draws, sum.Error / Draws);
    }

    /// <summary>Of the weights' logarithms the largest error, and those of their sum.</summary>
    public Rounded ImportanceWeightedBound(int b)
    {
        Rounded[] weights = Weights(b);
        double[] values = [.. weights.Select(weight => weight.Value)];
        double bound = Reference.Inference.ImportanceWeighted.Bound(values);
        return new Rounded(bound, weights.Max(weight => weight.Error) + Logarithms.OfMean.Absolute!([values], [bound], 0));
    }

    /// <summary>By all parameters, the encoder's first.</summary>
    public IEnumerable<Rounded> Gradient(AutoencoderBound bound)
    {
        Rounded factor = Rounded.Units(-1.0 / Examples, Examples == 1 ? 0 : 1);
        Rounded[] shares = [.. Enumerable.Range(0, Examples).SelectMany(b => Shares(bound, b))];
        (Bounded byLatent, Bounded ofDecoder) = _decoder.Backward(_decoded, Of(
            from row in Enumerable.Range(0, Rows)
            from d in Enumerable.Range(0, _call.Pixels)
            select factor * shares[row] * PixelErrors.Slope(_logits[row][d], _call.Images[row / Draws][d])));
        Rounded[][] h = RowsOf(byLatent, Rows);
        (_, Bounded ofEncoder) = _encoder.Backward(_encoded, Of(
            from b in Enumerable.Range(0, Examples)
            from w in Enumerable.Range(0, _laws.Width)
            select Rounded.Sum([.. Own(b).Select(row => ByLatent(bound, row, w, factor, shares[row], h[row])), OfLaw(bound, b, w, factor, shares)]).Once()));
        return ofEncoder.Join(ofDecoder) is var all ? Enumerable.Range(0, all.Length).Select(i => new Rounded(all.Value[i], all.Error[i])) : [];
    }

    private Rounded ByLatent(AutoencoderBound bound, int row, int w, Rounded factor, Rounded share, Rounded[] h)
    {
        (int b, int k, int i) = (row / Draws, row % Draws, _laws.Places(w).I);
        Rounded gradient = h[i];
        if (bound != AutoencoderBound.Elbo)
        {
            Rounded towards = bound == AutoencoderBound.ImportanceWeighted ? 0 : _laws.Noise(b, i, k) / _laws.Deviation(b, i);
            gradient += factor * share * (towards - _laws.Latent(b, i, k));
        }

        return (bound == AutoencoderBound.DoublyReparameterized ? share * gradient : gradient) * _laws.Slope(b, w, k);
    }

    // What prior and encoder give beside the draws, in double.
    private Rounded OfLaw(AutoencoderBound bound, int b, int w, Rounded factor, Rounded[] shares) => bound switch
    {
        AutoencoderBound.Elbo => -(factor * _laws.DivergenceSlope(b, w)),
        AutoencoderBound.ImportanceWeighted when w >= _call.Latents && w < 2 * _call.Latents =>
            factor * Rounded.Sum(Own(b).Select(row => shares[row])).Halved(),
        _ => 0,
    };

    // A share moves by a factor that both its own weight and the sum of all err by.
    private IEnumerable<Rounded> Shares(AutoencoderBound bound, int b)
    {
        if (bound == AutoencoderBound.Elbo)
        {
            return Enumerable.Repeat(Rounded.Units(1.0 / Draws, Draws == 1 ? 0 : 1), Draws);
        }

        Rounded[] weights = Weights(b);
        double largest = weights.Max(weight => weight.Value), rise = Math.Exp(2 * weights.Max(weight => weight.Error)) - 1;
        double[] shares = Softmax.Probabilities([.. weights.Select(weight => weight.Value)]);
        return weights.Zip(shares, (weight, share) => new Rounded(
            share, share * (rise + (ErrorBound.U * (10 + Draws + (2 * (largest - weight.Value)))))));
    }

    private Rounded[] Weights(int b) => [.. Own(b).Select(row => Term(row, _laws.LogRatio(b, row % Draws)))];

    private Rounded Term(int row, Rounded ofLaw)
    {
        Rounded pixels = PixelErrors.LogLikelihood(_logits[row], _call.Images[row / Draws]);
        return new Rounded(pixels.Value + ofLaw.Value, pixels.Error + ofLaw.Error).Once();
    }

    private IEnumerable<int> Own(int b) => Enumerable.Range(b * Draws, Draws);

    private static Rounded[][] RowsOf(Bounded numbers, int rows) =>
        [.. numbers.Value.Zip(numbers.Error, (value, error) => new Rounded(value, error)).Chunk(numbers.Length / rows)];

    private static Bounded Of(IEnumerable<Rounded> numbers) =>
        numbers.ToArray() is var all ? new Bounded([.. all.Select(one => one.Value)], [.. all.Select(one => one.Error)]) : Bounded.Exact([]);
}
