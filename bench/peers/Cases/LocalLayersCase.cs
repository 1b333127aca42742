using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>
/// LeNet-300-100 of layers with local reparametrisation: a batch through the layers to the derivatives of its cross-entropy by
/// means and standard deviations. Torch differentiates by itself.
/// </summary>
internal sealed class LocalLayersCase() : PeerCase(
    "local-reparameterization.forward",
    "three layers with local reparametrisation, 784 to 300 to 100 to 10, forward and backward; an item is one example",
    new Cost(Bytes: 0, Operations: 2 * Products))
{
    private const int Batch = 128;
    private const int Steps = 16;
    private const int Draws = 200;

    // Two products forward, two for the weights, two for the inputs but the first layer's.
    private const int Products = (4 * 784 * 300) + (6 * 300 * 100) + (6 * 100 * 10);

    private const string Script = """
        def layer(x, mean, s):
            m = torch.mm(x, mean)
            v = torch.mm(x * x, s * s)
            return torch.addcmul(m, torch.sqrt(v), torch.randn_like(m))

        def loss(x, y, m0, m1, m2, s0, s1, s2):
            h = torch.relu(layer(x, m0, s0))
            h = torch.relu(layer(h, m1, s1))
            return -torch.gather(torch.log_softmax(layer(h, m2, s2), 1), 1, y).sum()
        """;

    private static readonly int[] Widths = [784, 300, 100, 10];

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        arena.Verify("local-reparameterization.backward");
        arena.Verify("softmax.cross-entropy-gradient");
        var contest = new Contest(Batch * Steps);
        var random = new System.Random(1);
        float[] images = [.. Enumerable.Range(0, Batch * Widths[0]).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, Batch).Select(_ => random.Next(Widths[^1]))];
        float[][] means = [.. Layers().Select(l => Drawn(l, _ => ((2 * random.NextSingle()) - 1) / MathF.Sqrt(Widths[l])))];
        float[][] deviations = [.. Layers().Select(l => Drawn(l, _ => (0.02f + (0.08f * random.NextSingle())) / MathF.Sqrt(Widths[l] / 10f)))];
        var ours = contest.Own(new OurLayers(arena.Device, images, labels, means, deviations));
        var theirs = contest.Own(new TorchLayers(arena, images, labels, means, deviations));
        DirectionCheck.Require(Libtorch.Peer, Id, Draws, ours.Gradient, theirs.Gradient);
        contest.Add(new Contestant("ours", "float", Repeated(ours.Step, arena.Device.Synchronize), () => { }));
        contest.Add(new Contestant(
            Libtorch.Peer, "float, autograd of a TorchScript loss", Repeated(theirs.Step, arena.SynchronizeTorch), () => { }));
        return contest;
    }

    // As in a training: steps follow one another, and the device is waited for after some.
    private static Action Repeated(Action step, Action wait) => () =>
    {
        for (int i = 0; i < Steps; i++)
        {
            step();
        }

        wait();
    };

    private static IEnumerable<int> Layers() => Enumerable.Range(0, Widths.Length - 1);

    private static int Weights(int layer) => Widths[layer] * Widths[layer + 1];

    private static float[] Drawn(int layer, Func<int, float> draw) => [.. Enumerable.Range(0, Weights(layer)).Select(draw)];

    private sealed class OurLayers(Device device, float[] images, int[] labels, float[][] means, float[][] deviations) : IDisposable
    {
        private static readonly DeviceKey Key = new(1, 2);
        private readonly DeviceArray<int> _labels = device.Upload<int>(labels);
        private readonly DeviceArray<float>[] _means = Uploaded(device, means), _deviations = Uploaded(device, deviations);
        private readonly DeviceArray<float>[] _byMean = Uploaded(device, means), _byDeviation = Uploaded(device, deviations);

        // What enters a layer, and behind the last one the logits.
        private readonly DeviceArray<float>[] _values =
            [device.Upload<float>(images), .. Activations(device)];

        private readonly DeviceArray<float>[] _gradients = Activations(device), _variances = Activations(device), _slopes = Activations(device);
        private readonly DeviceArray<float>[] _through = Activations(device);
        private ulong _replicate;

        public void Step()
        {
            _replicate++;
            foreach (int l in Layers())
            {
                LocalReparameterizationKernels.Forward(
                    device, Widths[l + 1], _values[l], _means[l], _deviations[l], Noise(l), _variances[l], _values[l + 1]);
                if (l < Widths.Length - 2)
                {
                    ActivationKernels.Relu(device, _values[l + 1], _values[l + 1]);
                }
            }

            SoftmaxKernels.CrossEntropyGradient(device, _values[^1], _labels, _gradients[^1]);
            foreach (int l in Layers().Reverse())
            {
                bool isFirst = l == 0;
                LocalReparameterizationKernels.Backward(
                    device, Widths[l + 1], _values[l], _means[l], _deviations[l], _variances[l], Noise(l), _gradients[l], _slopes[l],
                    isFirst ? default : _through[l - 1].View, isFirst ? default : _gradients[l - 1].View, _byMean[l], _byDeviation[l]);
                if (!isFirst)
                {
                    ActivationKernels.ReluBackward(device, _values[l], _gradients[l - 1], _gradients[l - 1]);
                }
            }
        }

        public float[] Gradient()
        {
            Step();
            return [.. _byMean.Concat(_byDeviation).SelectMany(array => array.ToArray())];
        }

        public void Dispose()
        {
            _labels.Dispose();
            DeviceArray<float>[][] all = [_means, _deviations, _byMean, _byDeviation, _values, _gradients, _variances, _slopes, _through];
            foreach (DeviceArray<float> array in all.SelectMany(arrays => arrays))
            {
                array.Dispose();
            }
        }

        private static DeviceArray<float>[] Uploaded(Device device, float[][] arrays) => [.. arrays.Select(array => device.Upload<float>(array))];

        private static DeviceArray<float>[] Activations(Device device) =>
            [.. Widths.Skip(1).Select(width => device.Allocate<float>(Batch * width))];

        private LayerNoise Noise(int layer) => new(Key, (uint)layer, _replicate);
    }

    private sealed class TorchLayers(Arena arena, float[] images, int[] labels, float[][] means, float[][] deviations) : IDisposable
    {
        private readonly torch.jit.CompilationUnit _code = Libtorch.Compile(Script);
        private readonly torch.Tensor _images = arena.Tensor(images, Batch, Widths[0]);
        private readonly torch.Tensor _labels = torch.tensor(Array.ConvertAll(labels, label => (long)label), [Batch, 1L], device: arena.TorchDevice);
        private readonly torch.Tensor[] _parameters =
        [
            .. means.Concat(deviations).Select((array, i) =>
                arena.Tensor(array, Widths[i % means.Length], Widths[(i % means.Length) + 1]).requires_grad_()),
        ];

        public void Step()
        {
            foreach (torch.Tensor parameter in _parameters)
            {
                parameter.grad?.Dispose();
                parameter.grad = null;
            }

            using var loss = (torch.Tensor)_code.invoke("loss", [_images, _labels, .. _parameters])!;
            loss.backward();
        }

        public float[] Gradient()
        {
            Step();
            return [.. _parameters.SelectMany(parameter =>
            {
                using torch.Tensor gradient = parameter.grad!, host = gradient.cpu();
                return host.data<float>().ToArray();
            })];
        }

        public void Dispose()
        {
            _images.Dispose();
            _labels.Dispose();
            Array.ForEach(_parameters, parameter => parameter.Dispose());
        }
    }
}
