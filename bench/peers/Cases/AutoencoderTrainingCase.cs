using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Support;

namespace BayesBench.Peers.Cases;

/// <summary>A step of a variational autoencoder at MNIST's size; an item is one image.</summary>
internal sealed class AutoencoderTrainingCase() : PeerCase(
    "variational-autoencoder.gradient",
    "a training step of an autoencoder, 784-500-(20, 20)-500-784, tanh, 100 images a batch",
    new Cost(Bytes: 0, Operations: 2 * Products))
{
    private const int Batch = 100;
    private const int Data = 4096;
    private const int Hidden = 500, Latents = 20;

    // One product forward, one for the weights, one for the inputs but the first layer's.
    private const int Products = (5 * Digits.Pixels * Hidden) + (9 * Hidden * Latents);

    private const string Script = """
        def loss(x, w0, b0, w1, b1, w2, b2, w3, b3):
            code = torch.addmm(b1, torch.tanh(torch.addmm(b0, x, w0)), w1)
            mean = code.narrow(1, 0, 20)
            v = code.narrow(1, 20, 20)
            z = torch.addcmul(mean, torch.exp(0.5 * v), torch.randn_like(mean))
            a = torch.addmm(b3, torch.tanh(torch.addmm(b2, z, w2)), w3)
            divergence = 0.5 * (mean * mean + torch.exp(v) - 1.0 - v).sum()
            return (torch.binary_cross_entropy_with_logits(a, x, None, None, 2) + divergence) / float(x.size(0))
        """;

    private static readonly (int Inputs, int Outputs)[] Layers =
        [(Digits.Pixels, Hidden), (Hidden, 2 * Latents), (Latents, Hidden), (Hidden, Digits.Pixels)];

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        arena.Verify("optimisers.adam");
        var contest = new Contest(TrainingContest.Items(Batch));
        float[] images = SyntheticDigits.Draw(Data, 0).TrainImages;
        var random = new System.Random(1);
        TorchParameter[] parameters = [.. Layers.SelectMany(layer => Dense(random, layer.Inputs, layer.Outputs))];
        DeviceArray<float> data = contest.Own(arena.Device.Upload<float>(images));
        var encoder = NetworkDescription.Parse($"dense {Hidden}, tanh, dense {2 * Latents}", Digits.Pixels);
        var decoder = NetworkDescription.Parse($"dense {Hidden}, tanh, dense {Digits.Pixels}", Latents);
        var model = contest.Own(new DeviceVariationalAutoencoder(arena.Device, encoder, decoder, Batch));
        float[] initial = [.. parameters.SelectMany(parameter => parameter.Values)];
        model.SetParameters(initial);
        model.TakeConsecutive(data, 0);
        var peer = contest.Own(new TorchTraining(arena, Script, Batch, [arena.Tensor(images, Data, Digits.Pixels)], parameters));
        var key = new DeviceKey(1, 2);
        int draw = 0;
        float[] Gradient()
        {
            model.Gradient(key, ++draw);
            return model.GetGradient();
        }

        TrainingContest.Fill(Id, arena, contest, Gradient, () => model.Step(data, key, TorchTraining.Rate), peer);
        return contest;
    }

    private static IEnumerable<TorchParameter> Dense(System.Random random, int inputs, int outputs)
    {
        float Weight() => ((2 * random.NextSingle()) - 1) / MathF.Sqrt(inputs);
        yield return new([.. Enumerable.Range(0, inputs * outputs).Select(_ => Weight())], inputs, outputs);
        yield return new([.. Enumerable.Range(0, outputs).Select(_ => Weight())], outputs);
    }
}
