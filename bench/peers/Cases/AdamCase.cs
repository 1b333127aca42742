using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>One step of Adam over a flat buffer.</summary>
internal sealed class AdamCase() : PeerCase("optimisers.adam", "one step of Adam, all state in place", new Cost(Bytes: 28, Operations: 14))
{
    private const int Step = 10;
    private const double Rate = 1e-3;

    // What torch.optim.Adam(fused=True) calls; TorchSharp's own Adam passes over memory a dozen times. A list that nobody reads
    // afterwards is dead to TorchScript, and so is what changes its members: hence it is returned.
    private const string Script = """
        def run(p, g, m, v, step):
            parameters = [p]
            torch._fused_adam_(parameters, [g], [m], [v], [], [step], lr=1e-3, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False)
            return parameters
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        int items = arena.ItemsBeyondCache(Cost);
        var contest = new Contest(items);
        var random = new System.Random(1);
        float[][] state = [.. new double[] { 1, 1, 0.1, 0 }.Select(size => Enumerable.Range(0, items)
            .Select(_ => size > 0 ? (float)(size * ((2 * random.NextDouble()) - 1)) : (float)(0.01 + random.NextDouble())).ToArray())];
        DeviceArray<float>[] ours = [.. state.Select(array => contest.Own(arena.Device.Upload<float>(array)))];
        torch.Tensor[] theirs = [.. state.Select(array => contest.Own(arena.Tensor(array, items)))];
        torch.Tensor step = contest.Own(torch.full(1, (float)Step, device: arena.TorchDevice));
        contest.Add(new Contestant("ours", "float", () =>
        {
            OptimisersKernels.Adam(arena.Device, ours[0], ours[1], ours[2], ours[3], Step, Rate);
            arena.Device.Synchronize();
        }, () => { }));

        // Both sides have taken one step when they are compared: this is decided before chunks are tried.
        var code = Libtorch.Compile(Script);
        void Take(torch.Tensor p, torch.Tensor g, torch.Tensor m, torch.Tensor v) =>
            ((torch.Tensor[])code.invoke("run", p, g, m, v, step)!)[0].Dispose();
        contest.Contestants[0].Run();
        using (torch.inference_mode(true))
        {
            Take(theirs[0], theirs[1], theirs[2], theirs[3]);
        }

        Compare(state, ours, theirs);
        ChunkedWork work = contest.Own(Chunks.Fastest(items, items, 1, chunk =>
        {
            torch.Tensor[][] parts = [.. theirs.Select(tensor => tensor.split(chunk))];
            return new ChunkedWork(() =>
            {
                using IDisposable mode = torch.inference_mode(true);
                for (int i = 0; i < items / chunk; i++)
                {
                    Take(parts[0][i], parts[1][i], parts[2][i], parts[3][i]);
                }

                arena.SynchronizeTorch();
            }, [.. parts.SelectMany(part => part)]);
        }));
        contest.Add(new Contestant(Libtorch.Peer, $"float, fused kernel of torch.optim, {work.How}", work.Run, () => { }));
        return contest;
    }

    // A moment is two products and a sum; the step has a dozen roundings, and the moments' own.
    private static void Compare(float[][] state, DeviceArray<float>[] ours, torch.Tensor[] theirs)
    {
        Func<int, double>[] terms =
        [
            i => Math.Abs(state[0][i]) + 1e-2,
            i => Math.Abs(state[1][i]),
            i => Math.Abs(state[2][i]) + Math.Abs(state[1][i]),
            i => state[3][i] + (state[1][i] * state[1][i]),
        ];
        for (int array = 0; array < 4; array++)
        {
            using torch.Tensor host = theirs[array].cpu();
            Checks.Close(
                $"{Libtorch.Peer}, Adam, array {array},",
                Array.ConvertAll(host.data<float>().ToArray(), value => (double)value),
                Array.ConvertAll(ours[array].ToArray(), value => (double)value),
                terms[array], units: 16);
        }
    }
}
