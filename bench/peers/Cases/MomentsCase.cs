using BayesBench.Kernels;
using BayesBench.Kernels.Statistics;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using MathNet.Numerics.Statistics;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>Mean and central sums of powers 2 to 4 of blocks of 1024 numbers.</summary>
internal sealed class MomentsCase() : PeerCase(
    "sample.moments", "mean and central sums of powers 2 to 4 of blocks of 1024", new Cost(Bytes: 4, Operations: 8))
{
    private const int Block = 1024;

    // Sums of 1024 floats, in float on torch's side, about a mean that is off by as much.
    private const double Units = 2 * Block;

    private const string Script = """
        def run(x, mean, s2, s3, s4, d, p):
            torch.mean(x, [1], keepdim=True, out=mean)
            torch.sub(x, mean, out=d)
            torch.mul(d, d, out=p)
            torch.sum(p, [1], keepdim=True, out=s2)
            torch.sum(d.mul_(p), [1], keepdim=True, out=s3)
            torch.sum(p.mul_(p), [1], keepdim=True, out=s4)
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        int items = arena.ItemsBeyondCache(Cost), blocks = items / Block;
        var contest = new Contest(items);
        var random = new System.Random(1);
        float[] sample = [.. Enumerable.Range(0, items).Select(_ => (4 * random.NextSingle()) - 1)];
        DeviceArray<float> values = contest.Own(arena.Device.Upload<float>(sample));
        DeviceArray<double> scratch = contest.Own(arena.Device.Allocate<double>(SampleKernels.ScratchLength(blocks, Block)));
        DeviceArray<long> count = contest.Own(arena.Device.Allocate<long>(blocks));
        DeviceArray<double>[] moments = [.. Enumerable.Range(0, 4).Select(_ => contest.Own(arena.Device.Allocate<double>(blocks)))];
        contest.Add(new Contestant("ours", "float, sums in double", () =>
        {
            SampleKernels.Moments(arena.Device, values, Block, scratch, count, moments[0], moments[1], moments[2], moments[3]);
            arena.Device.Synchronize();
        }, () => { }));

        void Compare(string who, double[][] actual)
        {
            for (int power = 1; power <= 4; power++)
            {
                double[] ours = moments[power - 1].ToArray();
                Checks.Close($"{who}, {Id}, power {power},", actual[power - 1], ours, block => Terms(sample, block, power), Units);
            }
        }

        contest.Add(OfTorch(arena, contest, sample, blocks, Compare));
        if (!arena.IsGpu)
        {
            contest.Add(OfLibrary(arena, sample, blocks, Compare));
        }

        return contest;
    }

    private static Contestant OfTorch(Arena arena, Contest contest, float[] sample, int blocks, Action<string, double[][]> compare)
    {
        var code = Libtorch.Compile(Script);
        torch.Tensor[] whole =
        [
            contest.Own(arena.Tensor(sample, blocks, Block)),
            .. Enumerable.Range(0, 4).Select(_ => contest.Own(torch.full(blocks, 1, float.NaN, device: arena.TorchDevice))),
        ];
        ChunkedWork work = contest.Own(Chunks.Fastest(blocks, blocks, Block, chunk =>
        {
            torch.Tensor[][] parts = [.. whole.Select(tensor => tensor.split(chunk))];
            torch.Tensor[] temporaries = [arena.Empty(chunk, Block), arena.Empty(chunk, Block)];
            return new ChunkedWork(() =>
            {
                using IDisposable mode = torch.inference_mode(true);
                for (int i = 0; i < blocks / chunk; i++)
                {
                    code.invoke("run", [.. parts.Select(part => part[i]), .. temporaries]);
                }

                arena.SynchronizeTorch();
            }, [.. parts.SelectMany(part => part), .. temporaries]);
        }));
        return new Contestant(Libtorch.Peer, $"float throughout, TorchScript with out=, {work.How}", work.Run, () => compare(
            Libtorch.Peer,
            [.. whole.Skip(1).Select(tensor =>
            {
                using torch.Tensor host = tensor.cpu();
                return Array.ConvertAll(host.data<float>().ToArray(), value => (double)value);
            })]))
        {
            Forget = () => Array.ForEach(whole[1..], tensor => tensor.fill_(float.NaN)),
        };
    }

    private static Contestant OfLibrary(Arena arena, float[] sample, int blocks, Action<string, double[][]> compare)
    {
        double[][] rows = [.. sample.Chunk(Block).Select(row => Array.ConvertAll(row, value => (double)value))];
        var answers = new RunningStatistics[blocks];
        return new Contestant(MathNetLibrary.Peer, "double, RunningStatistics, one share a thread", () => arena.OnEveryThread(thread =>
        {
            (int first, int count) = arena.ShareOf(thread, blocks).GetOffsetAndLength(blocks);
            for (int block = first; block < first + count; block++)
            {
                answers[block] = new RunningStatistics(rows[block]);
            }
        }), () =>
        {
            double[][] actual = [.. Enumerable.Range(0, 4).Select(_ => new double[blocks])];
            for (int block = 0; block < blocks; block++)
            {
                RunningStatistics answer = answers[block];
                double sum2 = answer.PopulationVariance * Block;
                actual[0][block] = answer.Mean;
                actual[1][block] = sum2;
                actual[2][block] = answer.PopulationSkewness * sum2 * Math.Sqrt(sum2 / Block);
                actual[3][block] = (answer.PopulationKurtosis + 3) * sum2 * sum2 / Block;
            }

            compare(MathNetLibrary.Peer, actual);
        });
    }

    // What the sum of a power adds up, in size; the mean's is divided by their number.
    private static double Terms(float[] sample, int block, int power)
    {
        double sum = 0;
        foreach (float value in sample.AsSpan(block * Block, Block))
        {
            double size = Math.Abs(value) + 1, square = size * size;
            sum += power switch { 1 => size / Block, 2 => square, 3 => square * size, _ => square * square };
        }

        return sum;
    }
}
