using BayesBench.Data;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Reference.Statistics;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>
/// A step of training: a minibatch drawn, the gradient by local reparametrisation, Adam. Torch differentiates by itself.
/// </summary>
internal sealed class TrainingCase() : PeerCase(
    "bayesian-classifier.update",
    "a training step of the Bayesian classifier at MNIST's size, 128 examples a batch",
    new Cost(Bytes: 4 * Digits.Pixels, Operations: 10 * Digits.Classes * (Digits.Pixels + 1)))
{
    private const int Batch = 128;
    private const int Data = 4096;
    private const int Steps = 16;
    private const int Draws = 400;
    private const float Deviation = 0.05f;
    private const double Rate = 1e-3;

    private const string Script = """
        def loss(x, y, mean, rho, factor: float):
            s = torch.softplus(rho, 1.0, 20.0)
            m = torch.mm(x, mean.t())
            v = torch.mm(x * x, (s * s).t())
            a = torch.addcmul(m, torch.sqrt(v), torch.randn_like(m))
            likelihood = torch.gather(torch.log_softmax(a, 1), 1, y).sum()
            divergence = 0.5 * (mean * mean + s * s - 1.0).sum() - torch.log(s).sum()
            return divergence - factor * likelihood

        def minibatch(images, labels, mean, rho, batch: int):
            i = torch.randint(0, images.size(0), [batch], device=images.device)
            return loss(images.index_select(0, i), labels.index_select(0, i), mean, rho, float(images.size(0)) / float(batch))

        def adam(p, q, gp, gq, mp, mq, vp, vq, step):
            step.add_(1)
            parameters = [p, q]
            torch._fused_adam_(parameters, [gp, gq], [mp, mq], [vp, vq], [], [step, step], lr=1e-3, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False)
            return parameters
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        var contest = new Contest(Batch * Steps);
        Digits digits = SyntheticDigits.Draw(Data, 0);
        var key = new DeviceKey(1, 2);
        var data = contest.Own(new ClassifierData(arena.Device, digits.TrainImages, digits.TrainLabels, Digits.Classes));
        var model = contest.Own(new DeviceBayesianClassifier(arena.Device, Digits.Pixels, Digits.Classes, Batch, draws: 1));
        var peer = contest.Own(new TorchClassifier(arena, digits, Libtorch.Compile(Script)));
        Compare(model, data, key, peer);
        peer.CheckFirstStep();
        model.Initialise(Deviation);
        int step = 0;
        contest.Add(new Contestant("ours", "float", () =>
        {
            for (int i = 0; i < Steps; i++)
            {
                model.Step(data, key, ++step, (float)Rate);
            }

            arena.Device.Synchronize();
        }, () => { }));
        contest.Add(new Contestant(Libtorch.Peer, "float, autograd of a TorchScript loss, fused kernel of torch.optim", () =>
        {
            for (int i = 0; i < Steps; i++)
            {
                peer.Step();
            }

            arena.SynchronizeTorch();
        }, () => { }));
        return contest;
    }

    // On one batch both gradients are unbiased for the same vector: so are their sums along one fixed direction.
    private static void Compare(DeviceBayesianClassifier model, ClassifierData data, DeviceKey key, TorchClassifier peer)
    {
        var random = new System.Random(3);
        double[] direction = [.. Enumerable.Range(0, 2 * model.Size.Weights).Select(_ => random.NextDouble() - 0.5)];
        model.Initialise(Deviation);
        model.TakeConsecutive(data, 0);
        Moments ours = Moments.Of([.. Enumerable.Range(0, Draws).Select(draw =>
        {
            model.Gradient(ClassifierEstimator.LocalReparameterization, key, draw);
            return Along(direction, model.GetGradient(), scale: 1);
        })]);
        // torch has the loss's gradient by rho: the chain rule's factor is the logistic function of rho, 1 - exp(-s).
        double slope = 1 - Math.Exp(-Deviation);
        Moments theirs = Moments.Of([.. Enumerable.Range(0, Draws).Select(_ => -Along(direction, peer.Gradient(Batch), 1 / slope))]);
        double error = Math.Sqrt((ours.Variance / ours.Count) + (theirs.Variance / theirs.Count));
        if (!(Math.Abs(ours.Mean - theirs.Mean) <= 5 * error))
        {
            throw new CheckFailedException(Format.Invariant(
                $"{Libtorch.Peer}'s gradient of the classifier is {theirs.Mean:G6} along a direction, ours {ours.Mean:G6}; they may differ by {5 * error:G3}."));
        }
    }

    private static double Along(double[] direction, float[] gradient, double scale)
    {
        double sum = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            sum += direction[i] * gradient[i] * (i < gradient.Length / 2 ? 1 : scale);
        }

        return sum;
    }

    /// <summary>The same model in torch; the bias is an input that is always 1, as ours has it.</summary>
    private sealed class TorchClassifier : IDisposable
    {
        private readonly torch.jit.CompilationUnit _code;
        private readonly torch.Tensor _images, _labels, _mean, _rho, _step;
        private readonly torch.Tensor[] _moments;

        public TorchClassifier(Arena arena, Digits digits, torch.jit.CompilationUnit code)
        {
            _code = code;
            using torch.Tensor pixels = arena.Tensor(digits.TrainImages, Data, Digits.Pixels);
            using torch.Tensor ones = torch.ones(Data, 1, device: arena.TorchDevice);
            _images = torch.cat([pixels, ones], 1);
            using torch.Tensor labels = torch.tensor(Array.ConvertAll(digits.TrainLabels, label => (long)label), [Data, 1L]);
            _labels = labels.to(arena.TorchDevice, copy: true);
            long[] shape = [Digits.Classes, Digits.Pixels + 1];
            _mean = torch.zeros(shape, device: arena.TorchDevice).requires_grad_();
            _rho = torch.full(shape, Math.Log(Math.Exp(Deviation) - 1), dtype: torch.float32, device: arena.TorchDevice).requires_grad_();
            _moments = [.. Enumerable.Range(0, 4).Select(_ => torch.zeros(shape, device: arena.TorchDevice))];
            _step = torch.zeros(1, device: arena.TorchDevice);
        }

        public void Step()
        {
            using torch.Tensor loss = (torch.Tensor)_code.invoke("minibatch", _images, _labels, _mean, _rho, Batch)!;
            Backward(loss);
            using IDisposable mode = torch.no_grad();
            using torch.Tensor byMean = _mean.grad!, byRho = _rho.grad!;
            var parameters = (torch.Tensor[])_code.invoke(
                "adam", _mean, _rho, byMean, byRho, _moments[0], _moments[1], _moments[2], _moments[3], _step)!;
            Array.ForEach(parameters, parameter => parameter.Dispose());
        }

        /// <summary>Adam's first step moves every parameter by the rate, against its gradient, and leaves a tenth of that in the moment.</summary>
        public void CheckFirstStep()
        {
            double[] before = Values(_rho);
            Step();
            double[] after = Values(_rho), moment = Values(_moments[1]);
            if (moment.Contains(0))
            {
                throw new CheckFailedException($"{Libtorch.Peer} took a step that left a moment at zero; every gradient by rho has the divergence's part.");
            }

            Checks.Close(
                $"{Libtorch.Peer}, a step's", after,
                [.. before.Select((rho, i) => rho - (Rate * moment[i] / (Math.Abs(moment[i]) + (0.1 * 1e-8))))],
                i => Math.Abs(before[i]) + 1, units: 16);
        }

        /// <summary>The loss's gradient on the first examples: by means, then by rho.</summary>
        public float[] Gradient(int batch)
        {
            using torch.Tensor x = _images.narrow(0, 0, batch), y = _labels.narrow(0, 0, batch);
            using torch.Tensor loss = (torch.Tensor)_code.invoke("loss", x, y, _mean, _rho, (double)Data / batch)!;
            Backward(loss);
            using torch.Tensor byMean = _mean.grad!.cpu(), byRho = _rho.grad!.cpu();
            return [.. byMean.data<float>().ToArray(), .. byRho.data<float>().ToArray()];
        }

        public void Dispose()
        {
            foreach (torch.Tensor tensor in (torch.Tensor[])[_images, _labels, _mean, _rho, _step, .. _moments])
            {
                tensor.Dispose();
            }
        }

        private static double[] Values(torch.Tensor tensor)
        {
            using torch.Tensor host = tensor.detach().cpu();
            return Array.ConvertAll(host.data<float>().ToArray(), value => (double)value);
        }

        private void Backward(torch.Tensor loss)
        {
            _mean.grad = null;
            _rho.grad = null;
            loss.backward();
        }
    }
}
