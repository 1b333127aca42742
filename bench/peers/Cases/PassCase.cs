using BayesBench.Kernels;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>What a pass writes.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Terms">Products of two numbers within 1 that one of its numbers is the sum of.</param>
internal sealed record PassOutput(long[] Shape, int Terms)
{
    public int Length => (int)Shape.Aggregate((a, b) => a * b);
}

/// <summary>
/// A pass through a layer at the size of a training step: whole arrays in, whole arrays out. As in a training, calls follow one
/// another, and the device is waited for after many.
/// </summary>
/// <param name="id">Our formula.</param>
/// <param name="work">What is done.</param>
/// <param name="items">What is counted: products of a sum, or examples.</param>
/// <param name="cost">What one costs.</param>
internal sealed class PassCase(string id, string work, long items, Cost cost) : PeerCase(id, work, cost)
{
    private const double OperationsBetweenWaits = 1e9;

    /// <summary>Other formulas that take part and are verified before.</summary>
    public string[] Beside { get; init; } = [];

    /// <summary>Shapes of what is read; the numbers lie within 1.</summary>
    public required long[][] Inputs { get; init; }

    public required PassOutput[] Outputs { get; init; }

    /// <summary>Our kernels, from inputs to outputs.</summary>
    public required Action<Device, DeviceArray<float>[], DeviceArray<float>[]> Kernel { get; init; }

    /// <summary>TorchScript's <c>run(inputs, outputs) -> results</c>; where it can it writes to the outputs.</summary>
    public required string Script { get; init; }

    public string How { get; init; } = "float, TorchScript";

    public override Contest Open(Arena arena)
    {
        Array.ForEach((string[])[Id, .. Beside], arena.Verify);
        int calls = (int)Math.Clamp(OperationsBetweenWaits / (items * Cost.Operations), 1, 64);
        var contest = new Contest(items * calls);
        var random = new System.Random(1);
        float[][] inputs = [.. Inputs.Select(shape => Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b))
            .Select(_ => (2 * random.NextSingle()) - 1).ToArray())];
        DeviceArray<float>[] given = [.. inputs.Select(input => contest.Own(arena.Device.Upload<float>(input)))];
        DeviceArray<float>[] ours = [.. Outputs.Select(output => contest.Own(arena.Device.Allocate<float>(output.Length)))];
        contest.Add(new Contestant("ours", "float", () =>
        {
            for (int call = 0; call < calls; call++)
            {
                Kernel(arena.Device, given, ours);
            }

            arena.Device.Synchronize();
        }, () => { }));

        var code = Libtorch.Compile(Script);
        object[] arguments =
        [
            .. inputs.Select((input, i) => contest.Own(arena.Tensor(input, Inputs[i]))),
            .. Outputs.Select(output => contest.Own(torch.full(output.Shape, float.NaN, device: arena.TorchDevice))),
        ];
        torch.Tensor[] last = [];
        contest.Add(new Contestant(Libtorch.Peer, How, () =>
        {
            using IDisposable mode = torch.inference_mode(true);
            for (int call = 0; call < calls; call++)
            {
                Array.ForEach(last, tensor => tensor.Dispose());
                last = (torch.Tensor[])code.invoke("run", arguments)!;
            }

            arena.SynchronizeTorch();
        }, () => Compare(ours, last)));
        return contest;
    }

    // A sum of products errs by their number at most, and by some of its roots as a rule.
    private void Compare(DeviceArray<float>[] ours, torch.Tensor[] theirs)
    {
        for (int i = 0; i < Outputs.Length; i++)
        {
            int terms = Outputs[i].Terms;
            using torch.Tensor host = theirs[i].cpu();
            using torch.Tensor inOrder = host.contiguous();
            Checks.Close(
                $"{Libtorch.Peer}, {Id}, answer {i},", Doubles(inOrder.data<float>().ToArray()), Doubles(ours[i].ToArray()),
                _ => terms, units: 8 * Math.Sqrt(terms));
        }
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
