using BayesBench.Kernels;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>What our kernel reads.</summary>
/// <param name="Floats">One array for each argument.</param>
/// <param name="Labels">Class of each item, where the formula takes one.</param>
internal sealed record KernelInputs(IReadOnlyList<DeviceArray<float>> Floats, DeviceArray<int>? Labels);

/// <summary>How MathNet.Numerics does it.</summary>
/// <param name="How">In words.</param>
/// <param name="Bind">From inputs and output, an action that does it.</param>
internal sealed record Library(string How, Func<Arena, float[][], float[], Action> Bind);

/// <summary>A formula over a batch: some numbers of each item in, some out.</summary>
internal sealed class FunctionCase(string id, string work, Cost cost) : PeerCase(id, work, cost)
{
    private const int Seed = 1;

    /// <summary>Numbers of an item that each argument has, and how they are drawn.</summary>
    public required (int Width, Func<System.Random, double> Draw)[] Inputs { get; init; }

    /// <summary>Numbers of an item that each answer has.</summary>
    public int[] Outputs { get; init; } = [1];

    /// <summary>Classes, where the last argument is a class.</summary>
    public int Classes { get; init; }

    /// <summary>Our kernel.</summary>
    public required Action<Device, KernelInputs, DeviceArray<float>[]> Kernel { get; init; }

    /// <summary>TorchScript's <c>run(inputs, outputs, temporaries)</c>: it has the <c>out=</c> that TorchSharp's own methods lack.</summary>
    public required string Script { get; init; }

    /// <summary>Numbers of an item that each temporary tensor has.</summary>
    public int[] Temporaries { get; init; } = [];

    /// <summary>The sum of the absolute terms of one number of the answers, from all arguments; null is the answer itself.</summary>
    public Func<float[][], int, double>? Terms { get; init; }

    /// <summary>Unit roundoffs of these that both sides may differ by.</summary>
    public double Units { get; init; } = 32;

    public Library? Library { get; init; }

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        int items = arena.ItemsBeyondCache(Cost);
        var contest = new Contest(items);
        var random = new System.Random(Seed);
        float[][] inputs = [.. Inputs.Select(input => Draw(random, items * input.Width, input.Draw))];
        int[]? labels = Classes == 0 ? null : [.. Enumerable.Range(0, items).Select(_ => random.Next(Classes))];
        DeviceArray<float>[] outputs = [.. Outputs.Select(width => contest.Own(arena.Device.Allocate<float>(items * width)))];
        var given = new KernelInputs(
            [.. inputs.Select(input => contest.Own(arena.Device.Upload<float>(input)))],
            labels is null ? null : contest.Own(arena.Device.Upload<int>(labels)));
        contest.Add(new Contestant("ours", "float", () =>
        {
            Kernel(arena.Device, given, outputs);
            arena.Device.Synchronize();
        }, () => { }));

        double[] Ours() => [.. outputs.SelectMany(output => output.ToArray()).Select(value => (double)value)];
        void Compare(string who, IEnumerable<float> actual)
        {
            double[] ours = Ours();
            Checks.Close($"{who}, {Id},", [.. actual.Select(value => (double)value)], ours,
                i => Terms?.Invoke(inputs, i) ?? Math.Abs(ours[i]), Units);
        }

        contest.Add(OfTorch(arena, contest, items, inputs, labels, Compare));
        if (Library is { } library && !arena.IsGpu)
        {
            var answer = new float[items * Outputs[0]];
            contest.Add(new Contestant(
                MathNetLibrary.Peer, library.How, library.Bind(arena, inputs, answer), () => Compare(MathNetLibrary.Peer, answer))
            {
                Forget = () => Array.Fill(answer, float.NaN),
            });
        }

        return contest;
    }

    private static float[] Draw(System.Random random, int count, Func<System.Random, double> draw)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)draw(random);
        }

        return values;
    }

    private static long[] Shape(int items, int width) => width == 1 ? [items] : [items, width];

    private Contestant OfTorch(
        Arena arena, Contest contest, int items, float[][] inputs, int[]? labels, Action<string, IEnumerable<float>> compare)
    {
        var code = Libtorch.Compile(Script);
        List<torch.Tensor> whole = [.. inputs.Select((input, i) => contest.Own(arena.Tensor(input, Shape(items, Inputs[i].Width))))];
        if (labels is not null)
        {
            using torch.Tensor host = torch.tensor(Array.ConvertAll(labels, label => (long)label), [items, 1L]);
            whole.Add(contest.Own(host.to(arena.TorchDevice, copy: true)));
        }

        torch.Tensor[] outputs = [.. Outputs.Select(width => contest.Own(torch.full(Shape(items, width), float.NaN, device: arena.TorchDevice)))];
        whole.AddRange(outputs);
        int width = Math.Max(Inputs.Max(input => input.Width), Outputs.Max());
        ChunkedWork work = contest.Own(Chunks.Fastest(items, items, width, chunk =>
        {
            torch.Tensor[][] parts = [.. whole.Select(tensor => tensor.split(chunk))];
            torch.Tensor[] temporaries = [.. Temporaries.Select(each => arena.Empty(Shape(chunk, each)))];
            object[][] calls = [.. Enumerable.Range(0, items / chunk).Select(i =>
                (object[])[.. parts.Select(part => part[i]), .. temporaries])];
            return new ChunkedWork(() =>
            {
                using IDisposable mode = torch.inference_mode(true);
                foreach (object[] call in calls)
                {
                    code.invoke("run", call);
                }

                arena.SynchronizeTorch();
            }, [.. parts.SelectMany(part => part), .. temporaries]);
        }));
        return new Contestant(Libtorch.Peer, $"float, TorchScript with out=, {work.How}", work.Run, () =>
            compare(Libtorch.Peer, outputs.SelectMany(output =>
            {
                using torch.Tensor host = output.cpu();
                return host.data<float>().ToArray();
            })))
        {
            Forget = () => Array.ForEach(outputs, output => output.fill_(float.NaN)),
        };
    }
}
