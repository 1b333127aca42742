using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>A dropout layer, forward and backward. We draw the mask again where torch has stored it.</summary>
internal sealed class DropoutCase() : PeerCase(
    "dropout.forward", "dropout of half the numbers, forward and backward", new Cost(Bytes: 16, Operations: 4))
{
    private const float Rate = 0.5f;

    private const string Script = """
        def run(x, g, y, dx, mask):
            mask.uniform_(0.0, 1.0)
            mask.ge_(0.5).mul_(2.0)
            torch.mul(x, mask, out=y)
            torch.mul(g, mask, out=dx)
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        arena.Verify("dropout.backward");
        int items = arena.ItemsBeyondCache(Cost);
        var contest = new Contest(items);
        var random = new System.Random(1);
        float[][] data = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, items).Select(_ => 1 + random.NextSingle()).ToArray())];
        DeviceArray<float>[] given = [.. data.Select(array => contest.Own(arena.Device.Upload<float>(array)))];
        DeviceArray<float>[] ours = [.. data.Select(_ => contest.Own(arena.Device.Allocate<float>(items)))];
        ulong replicate = 0;
        contest.Add(new Contestant("ours", "float", () =>
        {
            replicate++;
            DropoutKernels.Forward(arena.Device, given[0], Rate, new DeviceKey(1, 2), 3, replicate, ours[0]);
            DropoutKernels.Backward(arena.Device, given[1], Rate, new DeviceKey(1, 2), 3, replicate, ours[1]);
            arena.Device.Synchronize();
        }, () => Check("ours", data, ours[0].ToArray(), ours[1].ToArray())));
        contest.Add(InPlainTensors(arena, contest, data));
        contest.Add(InChunks(arena, contest, data));
        return contest;
    }

    private static Contestant InPlainTensors(Arena arena, Contest contest, float[][] data)
    {
        torch.Tensor x = contest.Own(arena.Tensor(data[0], data[0].Length).requires_grad_());
        torch.Tensor g = contest.Own(arena.Tensor(data[1], data[1].Length));
        float[] output = [];
        torch.Tensor? y = null;
        return new Contestant(Libtorch.PeerPlain, "float, functional.dropout and autograd", () =>
        {
            y?.Dispose();
            x.grad?.Dispose();
            x.grad = null;
            y = torch.nn.functional.dropout(x, Rate, training: true);
            y.backward([g]);
            arena.SynchronizeTorch();
        }, () =>
        {
            using torch.Tensor host = y!.detach().cpu(), gradient = x.grad!.cpu();
            output = host.data<float>().ToArray();
            Check(Libtorch.PeerPlain, data, output, gradient.data<float>().ToArray());
        });
    }

    private static Contestant InChunks(Arena arena, Contest contest, float[][] data)
    {
        int items = data[0].Length;
        var code = Libtorch.Compile(Script);
        torch.Tensor[] whole =
        [
            .. data.Select(array => contest.Own(arena.Tensor(array, items))),
            contest.Own(arena.Empty(items)), contest.Own(arena.Empty(items)),
        ];
        ChunkedWork work = contest.Own(Chunks.Fastest(items, items, 1, chunk =>
        {
            torch.Tensor[][] parts = [.. whole.Select(tensor => tensor.split(chunk))];
            torch.Tensor mask = arena.Empty(chunk);
            return new ChunkedWork(() =>
            {
                using IDisposable mode = torch.inference_mode(true);
                for (int i = 0; i < items / chunk; i++)
                {
                    code.invoke("run", parts[0][i], parts[1][i], parts[2][i], parts[3][i], mask);
                }

                arena.SynchronizeTorch();
            }, [.. parts.SelectMany(part => part), mask]);
        }));
        return new Contestant(Libtorch.Peer, $"float, TorchScript with out=, {work.How}", work.Run, () =>
        {
            using torch.Tensor y = whole[2].cpu(), dx = whole[3].cpu();
            Check(Libtorch.Peer, data, y.data<float>().ToArray(), dx.data<float>().ToArray());
        });
    }

    // Twice a number, or zero, by one mask in both directions; kept as often as the law says.
    private static void Check(string who, float[][] data, float[] output, float[] gradient)
    {
        var kept = new float[output.Length];
        for (int i = 0; i < output.Length; i++)
        {
            kept[i] = output[i] == 0 ? 0 : 1;
            float wrong = Math.Abs(output[i] - (2 * kept[i] * data[0][i])) + Math.Abs(gradient[i] - (2 * kept[i] * data[1][i]));
            if (!(wrong == 0))
            {
                throw new CheckFailedException(Format.Invariant(
                    $"{who}, dropout, has {output[i]:R} and {gradient[i]:R} for {data[0][i]:R} and {data[1][i]:R}, item {i}."));
            }
        }

        Checks.Law($"{who}, dropout,", kept, 1 - Rate, Rate * (1 - Rate), 0, 1);
    }
}
