using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Reference.Gradients;
using BayesBench.Studies;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>
/// A gradient estimator's study: draws gradients, and adds up four powers of each component about its exact value.
/// </summary>
/// <param name="estimator">Which estimator.</param>
/// <param name="problem">Of what.</param>
/// <param name="samples">Samples of one gradient.</param>
/// <param name="gradient">
/// TorchScript: from the noise e (uniform or normal; samples by draws where there are several) the components g and h, less
/// their exact values; f has the shape of e.
/// </param>
/// <param name="plain">The same components in TorchSharp's own operators, from the noise.</param>
internal sealed class StudyCase(
    string estimator, GradientProblem problem, int samples, string gradient, Func<torch.Tensor, torch.Tensor[]> plain) : PeerCase(
    $"{estimator}.{problem.Kind}-block",
    $"gradients of {(problem is NormalProblem ? "(x - 3)^2, normal x" : "(b - 0.45)^2, Bernoulli b")}{(samples > 1 ? $", {samples} samples each" : "")}: four powers of each component added up",
    new Cost(Bytes: 0, Operations: 40 * samples))
{
    private const int BareNumbers = 1 << 20;
    private readonly GradientMoments _exact = Estimators.Find(estimator).Exact(problem, samples);

    private int Components => _exact.Gradient.Length;

    // The four sums of each component: g with its powers, then h with its own, in double.
    private string Script => $$"""
        def powers(g, p, r, first: int):
            torch.mul(g, g, out=p)
            s1 = g.sum()
            s2 = p.sum()
            s3 = g.mul_(p).sum()
            r[first:first + 4].add_(torch.stack([s1, s2, s3, p.mul_(p).sum()]))

        def run(e, f, g, h, r):
            {{gradient.ReplaceLineEndings("\n    ")}}
            p = {{(samples > 1 ? "f[0]" : "f")}}
            powers(g, p, r, 0)
            {{(Components > 1 ? "powers(h, p, r, 4)" : "pass")}}
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        int blocks = GradientStudy.BlocksAtOnce(arena.Device);
        int draws = blocks * GradientSampler.BlockCalls;
        var contest = new Contest(draws);
        GradientSampler sampler = Estimators.Find(estimator).Sampler(problem, samples);
        var workspace = contest.Own(new GradientWorkspace(arena.Device, sampler, blocks));
        DeviceArray<double> sums = contest.Own(arena.Device.Allocate<double>(blocks * Components * 4));
        long block = 0;
        contest.Add(new Contestant("ours", "float, sums in double", () =>
        {
            sampler.Blocks(arena.Device, new DeviceKey(1, 2), block, blocks, _exact.Gradient, workspace, sums);
            arena.Device.Synchronize();
            block += blocks;
        }, () => Check("our kernel", draws, [.. sums.ToArray().Chunk(Components * 4)])));
        if (problem is NormalProblem && !arena.IsGpu)
        {
            contest.Add(OfBareNormals(arena, contest, (long)draws * samples));
        }

        contest.Add(OfPlainTensors(arena, contest, draws));
        contest.Add(OfTorch(arena, contest, draws, threads: 1));
        if (!arena.IsGpu)
        {
            contest.Add(OfTorch(arena, contest, draws, arena.Threads));
        }

        return contest;
    }

    // Our own roof, in turns with the study: its ratio is the study's share of the rate of bare normal numbers. A GPU's loop
    // keeps nothing of them that could be checked.
    private static Contestant OfBareNormals(Arena arena, Contest contest, long numbers)
    {
        const string Name = "normal numbers alone, ours";
        var key = new DeviceKey(3, 4);
        DeviceArray<float> kept = contest.Own(arena.Device.Allocate<float>(BareNumbers));
        long drawn = 0;
        return new Contestant(Name, "float, kept in a cache, nothing made of them", () =>
        {
            drawn = RoofDraws.Normals(arena.Device, kept, key, (int)(numbers / BareNumbers));
            arena.Device.Synchronize();
        }, () =>
        {
            if (drawn != numbers)
            {
                throw new CheckFailedException($"{Name} are {drawn}; they must be {numbers}, as many as the study's.");
            }

            Checks.Law(Name, kept.ToArray(), 0, 1, -7, 7);
        });
    }

    private Contestant OfPlainTensors(Arena arena, Contest contest, int draws)
    {
        double[] total = [];
        ChunkedWork work = contest.Own(Chunks.Fastest(draws, draws, samples, chunk => new ChunkedWork(() =>
        {
            using IDisposable mode = torch.inference_mode(true);
            total = new double[Components * 4];
            for (int drawn = 0; drawn < draws; drawn += chunk)
            {
                AddPlain(arena, chunk, total);
            }
        }, [])));
        return new Contestant(
            Libtorch.PeerPlain, $"float, operators, {work.How}", work.Run, () => Check(Libtorch.PeerPlain, draws, [total]));
    }

    private void AddPlain(Arena arena, int draws, double[] total)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        long[] shape = samples > 1 ? [samples, draws] : [draws];
        torch.Tensor[] components = plain(
            problem is NormalProblem ? torch.randn(shape, device: arena.TorchDevice) : torch.rand(shape, device: arena.TorchDevice));
        for (int i = 0; i < components.Length; i++)
        {
            torch.Tensor d = components[i] - _exact.Gradient[i], square = d * d;
            double[] powers = torch.stack([d.sum(), square.sum(), (square * d).sum(), (square * square).sum()])
                .to(torch.float64).cpu().data<double>().ToArray();
            for (int power = 0; power < powers.Length; power++)
            {
                total[(4 * i) + power] += powers[power];
            }
        }
    }

    private Contestant OfTorch(Arena arena, Contest contest, int draws, int threads)
    {
        bool byThreads = threads > 1;
        var code = Libtorch.Compile(Script);
        torch.Generator[] generators =
            [.. Enumerable.Range(1, threads).Select(seed => contest.Own(new torch.Generator((ulong)seed, arena.TorchDevice)))];
        torch.Tensor[] sums = [.. Enumerable.Range(0, threads).Select(_ =>
            contest.Own(torch.zeros(Components * 4, dtype: torch.float64, device: arena.TorchDevice)))];
        ChunkedWork work = contest.Own(Chunks.Fastest(draws, byThreads ? Chunks.OneThread / samples : draws, samples, chunk =>
        {
            torch.Tensor[][] buffers = [.. Enumerable.Range(0, threads).Select(_ => (torch.Tensor[])
                [Noise(arena, chunk), Noise(arena, chunk), arena.Empty(chunk), arena.Empty(chunk)])];
            void Share(int thread)
            {
                using IDisposable mode = torch.inference_mode(true);
                torch.Tensor[] buffer = buffers[thread];
                object[] arguments = [.. buffer, sums[thread].zero_()];
                int pieces = draws / chunk;
                int mine = byThreads ? arena.ShareOf(thread, pieces).GetOffsetAndLength(pieces).Length : pieces;
                for (int i = 0; i < mine; i++)
                {
                    _ = problem is NormalProblem
                        ? buffer[0].normal_(0, 1, generators[thread])
                        : buffer[0].uniform_(0, 1, generators[thread]);
                    code.invoke("run", arguments);
                }
            }

            return new ChunkedWork(() =>
            {
                if (byThreads)
                {
                    arena.OnEveryThread(Share);
                }
                else
                {
                    Share(0);
                    arena.SynchronizeTorch();
                }
            }, [.. buffers.SelectMany(buffer => buffer)]);
        }));
        string name = byThreads ? Libtorch.PeerByThreads : Libtorch.Peer;
        return new Contestant(name, $"float, TorchScript with out=, {work.How}", work.Run, () => Check(name, draws, [.. sums.Select(sum =>
        {
            using torch.Tensor host = sum.cpu();
            return host.data<double>().ToArray();
        })]));
    }

    private torch.Tensor Noise(Arena arena, int chunk) => samples > 1 ? arena.Empty(samples, chunk) : arena.Empty(chunk);

    private void Check(string who, long draws, double[][] sums)
    {
        double[] total = [.. Enumerable.Range(0, Components * 4).Select(i => sums.Sum(one => one[i]))];
        for (int component = 0; component < Components; component++)
        {
            Checks.Holds(
                $"{who}, {Id}, {problem.Components[component]},",
                BlockMoments.Of(_exact.Gradient[component], total.AsSpan(component * 4, 4), draws),
                _exact.Gradient[component],
                _exact.Variance[component]);
        }
    }
}
