using BayesBench.Data;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>
/// A step of sparse variational dropout of LeNet-300-100, as Molchanov, Ashukha and Vetrov (2017) train it; an epoch of MNIST is 600.
/// </summary>
internal sealed class SparseTrainingCase() : PeerCase(
    "classifier-network.update",
    "a training step of sparse variational dropout, LeNet-300-100, 100 examples a batch",
    new Cost(Bytes: 0, Operations: 2 * Products))
{
    private const int Batch = 100;
    private const int Data = 4096;

    // Two products forward, two for the weights, two for the inputs but the first layer's.
    private const int Products = (4 * 784 * 300) + (6 * 300 * 100) + (6 * 100 * 10);

    // As its users write it: the noise of the pre-activations, ln alpha clipped in the divergence.
    private const string Script = """
        def layer(x, mean, v, b):
            m = torch.addmm(b, x, mean)
            s = torch.sqrt(torch.mm(x * x, torch.exp(v)) + 1e-8)
            return torch.addcmul(m, s, torch.randn_like(m))

        def divergence(mean, v):
            a = torch.clamp(v - 2.0 * torch.log(torch.abs(mean) + 1e-16), -8.0, 8.0)
            return -(0.63576 * (torch.sigmoid(1.87320 + 1.48695 * a) - 1.0) - 0.5 * torch.softplus(-a, 1.0, 20.0)).sum()

        def loss(x, y, m0, v0, b0, m1, v1, b1, m2, v2, b2):
            h = torch.relu(layer(x, m0, v0, b0))
            h = torch.relu(layer(h, m1, v1, b1))
            a = torch.log_softmax(layer(h, m2, v2, b2), 1)
            d = divergence(m0, v0) + divergence(m1, v1) + divergence(m2, v2)
            return d / 4096.0 - torch.gather(a, 1, y).mean()
        """;

    private static readonly int[] Widths = [Digits.Pixels, 300, 100, Digits.Classes];

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        var contest = new Contest(TrainingContest.Items(Batch));
        Digits digits = SyntheticDigits.Draw(Data, 0);
        var random = new System.Random(1);
        TorchParameter[] parameters = [.. Enumerable.Range(0, Widths.Length - 1).SelectMany(l => Layer(random, Widths[l], Widths[l + 1]))];
        var data = contest.Own(new ClassifierData(arena.Device, digits.TrainImages, digits.TrainLabels, Digits.Classes));
        var description = NetworkDescription.Parse("sparse 300, relu, sparse 100, relu, sparse 10", Digits.Pixels);
        var model = contest.Own(new DeviceClassifierNetwork(arena.Device, description, Batch));
        float[] initial = [.. parameters.SelectMany(parameter => parameter.Values)];
        model.SetParameters(initial);
        model.TakeConsecutive(data, 0);
        torch.Tensor labels = torch.tensor(Array.ConvertAll(digits.TrainLabels, label => (long)label), [Data, 1L], device: arena.TorchDevice);
        var peer = contest.Own(new TorchTraining(
            arena, Script, Batch, [arena.Tensor(digits.TrainImages, Data, Digits.Pixels), labels], parameters));
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

    // Means whose ln alpha lies between the ends of the clipping, under which both sides' losses are one function.
    private static IEnumerable<TorchParameter> Layer(System.Random random, int inputs, int outputs)
    {
        float scale = 1 / MathF.Sqrt(inputs);
        float Mean() => (random.Next(2) == 0 ? scale : -scale) * (0.2f + (0.8f * random.NextSingle()));
        yield return new([.. Enumerable.Range(0, inputs * outputs).Select(_ => Mean())], inputs, outputs);
        yield return new([.. Enumerable.Range(0, inputs * outputs).Select(_ => -8 + random.NextSingle())], inputs, outputs);
        yield return new([.. Enumerable.Range(0, outputs).Select(_ => 0.1f * random.NextSingle())], outputs);
    }
}
