using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>What stands between encoder and decoder and behind it: a code's draw, its divergence, the pixels' log-likelihood.</summary>
internal sealed class AutoencoderBoundCase() : PeerCase(
    "variational-autoencoder.bound-terms",
    "reparametrisation, divergence and Bernoulli log-likelihood of images of 784 pixels, 20 latent numbers",
    new Cost(Bytes: (8 * Pixels) + (12 * Latents) + 4, Operations: (20 * Pixels) + (36 * Latents), Normals: Latents))
{
    private const int Pixels = 784, Latents = 20;

    private const string Script = """
        def run(code, a, x, z, y, e, t):
            mean = code.narrow(1, 0, 20)
            v = code.narrow(1, 20, 20)
            torch.exp(0.5 * v, out=e)
            z.normal_().mul_(e).add_(mean)
            e.mul_(e).addcmul_(mean, mean).sub_(v).sub_(1.0)
            torch.softplus(a, 1.0, 20.0, out=t)
            torch.addcmul(t, a, x, value=-1.0, out=t)
            torch.sum(t, [1], out=y)
            y.add_(e.sum(1), alpha=0.5).neg_()
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        arena.Verify("gaussian-encoder.draw");
        int items = arena.ItemsBeyondCache(Cost);
        var contest = new Contest(items);
        var random = new System.Random(1);
        float[] Numbers(int width, float low, float high) =>
            [.. Enumerable.Range(0, items * width).Select(_ => low + ((high - low) * random.NextSingle()))];
        float[][] given = [Numbers(2 * Latents, -2, 2), Numbers(Pixels, -5, 5), Numbers(Pixels, 0, 1)];
        DeviceArray<float>[] inputs = [.. given.Select(array => contest.Own(arena.Device.Upload<float>(array)))];
        DeviceArray<float> latent = contest.Own(arena.Device.Allocate<float>(items * Latents));
        DeviceArray<float> terms = contest.Own(arena.Device.Allocate<float>(items));
        int step = 0;
        contest.Add(new Contestant("ours", "float", () =>
        {
            GaussianEncoderKernels.Draw(arena.Device, items, 1, Latents, inputs[0], new DeviceKey(1, 2), ++step, latent);
            VariationalAutoencoderKernels.BoundTerms(arena.Device, items, 1, Latents, inputs[0], inputs[1], inputs[2], terms);
            arena.Device.Synchronize();
        }, () => Law("ours", given[0], latent.ToArray())));
        void Compare(string who, float[] draws, float[] theirs)
        {
            Law(who, given[0], draws);
            // A pixel's two parts, each within 6; the draws of a code each within 9.
            Checks.Close(
                $"{who}, {Id},", Array.ConvertAll(theirs, value => (double)value),
                Array.ConvertAll(terms.ToArray(), value => (double)value), _ => (12 * Pixels) + (9 * Latents), units: 8);
        }

        contest.Add(InPlainTensors(arena, contest, given, Compare));
        contest.Add(InChunks(arena, contest, given, Compare));
        return contest;
    }

    private static Contestant InPlainTensors(Arena arena, Contest contest, float[][] given, Action<string, float[], float[]> compare)
    {
        torch.Tensor[] inputs = [.. Tensors(arena, given).Select(contest.Own)];
        torch.Tensor? latent = null, terms = null;
        return new Contestant(Libtorch.PeerPlain, "float, a new tensor for every operation", () =>
        {
            using IDisposable mode = torch.inference_mode(true);
            using DisposeScope scope = torch.NewDisposeScope();
            latent?.Dispose();
            terms?.Dispose();
            torch.Tensor mean = inputs[0].narrow(1, 0, Latents), v = inputs[0].narrow(1, Latents, Latents);
            latent = (mean + ((0.5 * v).exp() * torch.randn_like(mean))).MoveToOuterDisposeScope();
            torch.Tensor divergence = 0.5 * (mean.pow(2) + v.exp() - 1 - v).sum(1);
            torch.Tensor crossEntropy = torch.nn.functional.binary_cross_entropy_with_logits(
                inputs[1], inputs[2], reduction: torch.nn.Reduction.None);
            terms = (-crossEntropy.sum(1) - divergence).MoveToOuterDisposeScope();
            arena.SynchronizeTorch();
        }, () => compare(Libtorch.PeerPlain, Floats(latent!), Floats(terms!)));
    }

    private static Contestant InChunks(Arena arena, Contest contest, float[][] given, Action<string, float[], float[]> compare)
    {
        int items = given[0].Length / (2 * Latents);
        var code = Libtorch.Compile(Script);
        torch.Tensor[] whole =
            [.. Tensors(arena, given).Select(contest.Own), contest.Own(arena.Empty(items, Latents)), contest.Own(arena.Empty(items))];
        ChunkedWork work = contest.Own(Chunks.Fastest(items, items, Pixels, chunk =>
        {
            torch.Tensor[][] parts = [.. whole.Select(tensor => tensor.split(chunk))];
            torch.Tensor[] temporaries = [arena.Empty(chunk, Latents), arena.Empty(chunk, Pixels)];
            return new ChunkedWork(() =>
            {
                using IDisposable mode = torch.inference_mode(true);
                for (int i = 0; i < items / chunk; i++)
                {
                    code.invoke("run", [.. parts.Select(part => part[i]), .. temporaries]);
                }

                arena.SynchronizeTorch();
            }, [.. parts.SelectMany(part => part), .. temporaries]);
        }));
        return new Contestant(
            Libtorch.Peer, $"float, TorchScript with out=, {work.How}", work.Run,
            () => compare(Libtorch.Peer, Floats(whole[3]), Floats(whole[4])));
    }

    private static IEnumerable<torch.Tensor> Tensors(Arena arena, float[][] given)
    {
        int items = given[0].Length / (2 * Latents);
        return given.Select(array => arena.Tensor(array, items, array.Length / items));
    }

    private static float[] Floats(torch.Tensor tensor)
    {
        using torch.Tensor host = tensor.cpu();
        return host.data<float>().ToArray();
    }

    // The noise behind draws, (z - mean) / deviation, is standard normal.
    private static void Law(string who, float[] code, float[] draws)
    {
        float Noise(float z, int i)
        {
            int at = (i / Latents * 2 * Latents) + (i % Latents);
            return (z - code[at]) * MathF.Exp(-0.5f * code[at + Latents]);
        }

        Checks.Law($"{who}, the noise of a code,", [.. draws.Select(Noise)], 0, 1, -9, 9);
    }
}
