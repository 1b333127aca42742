using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using MathNet.Numerics.LinearAlgebra.Double;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>Factors of a hundred thousand matrices of eight rows, in double.</summary>
internal sealed class CholeskyCase() : PeerCase(
    "cholesky.factor", "Cholesky factors of 8 x 8 matrices, in double", new Cost(Bytes: 2 * Elements * sizeof(double), Operations: 204))
{
    private const int Size = 8;
    private const int Elements = Size * Size;
    private const int Matrices = 100_000;

    // Eigenvalues of each matrix lie in [1, 1 + 8 * 8]; both sides factor A + E, |E| <= (n + 1) u |L| |L^T|.
    private const double Units = 2 * (Size + 1) * Size * (1 + Elements) / (double)(1 << 29);

    private const string Script = """
        def run(x, y):
            torch.linalg_cholesky(x, out=y)
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        var contest = new Contest(Matrices);
        var random = new System.Random(1);
        double[] matrices = [.. Enumerable.Range(0, Matrices).SelectMany(_ => Positive(random))];
        DeviceArray<double> matrix = contest.Own(arena.Device.Upload<double>(matrices));
        DeviceArray<double> factor = contest.Own(arena.Device.Allocate<double>(matrices.Length));
        contest.Add(new Contestant("ours", "double", () =>
        {
            CholeskyKernels.Factor(arena.Device, Size, matrix, factor);
            arena.Device.Synchronize();
        }, () => { }));

        void Compare(string who, double[] actual) => Checks.Close($"{who}, {Id},", actual, factor.ToArray(), _ => Size, Units);
        contest.Add(OfTorch(arena, contest, matrices, Compare));
        if (!arena.IsGpu)
        {
            contest.Add(OfLibrary(arena, matrices, Compare));
        }

        return contest;
    }

    private static Contestant OfTorch(Arena arena, Contest contest, double[] matrices, Action<string, double[]> compare)
    {
        var code = Libtorch.Compile(Script);
        using torch.Tensor host = torch.tensor(matrices, [Matrices, Size, Size]);
        torch.Tensor input = contest.Own(host.to(arena.TorchDevice, copy: true));
        torch.Tensor output = contest.Own(torch.full_like(input, double.NaN));
        // Libtorch goes through a batch with one thread.
        int shares = arena.IsGpu ? 1 : arena.Threads;
        torch.Tensor[] inputs = [.. input.tensor_split(shares).Select(contest.Own)];
        torch.Tensor[] outputs = [.. output.tensor_split(shares).Select(contest.Own)];
        return new Contestant(Libtorch.Peer, "double, torch.linalg.cholesky with out=, one share a thread", () =>
        {
            arena.OnEveryThread(thread =>
            {
                if (thread < shares)
                {
                    using IDisposable mode = torch.inference_mode(true);
                    code.invoke("run", inputs[thread], outputs[thread]);
                }
            });
            arena.SynchronizeTorch();
        }, () =>
        {
            using torch.Tensor answer = output.cpu();
            compare(Libtorch.Peer, answer.data<double>().ToArray());
        })
        {
            Forget = () => output.fill_(double.NaN),
        };
    }

    private static Contestant OfLibrary(Arena arena, double[] matrices, Action<string, double[]> compare)
    {
        DenseMatrix[] inputs = [.. matrices.Chunk(Elements).Select(columns => new DenseMatrix(Size, Size, columns))];
        var answers = new double[matrices.Length];
        return new Contestant(MathNetLibrary.Peer, "double, Cholesky, one share a thread", () => arena.OnEveryThread(thread =>
        {
            (int first, int count) = arena.ShareOf(thread, Matrices).GetOffsetAndLength(Matrices);
            for (int m = first; m < first + count; m++)
            {
                inputs[m].Cholesky().Factor.ToRowMajorArray().CopyTo(answers, m * Elements);
            }
        }), () => compare(MathNetLibrary.Peer, answers))
        {
            Forget = () => Array.Fill(answers, double.NaN),
        };
    }

    // G G^T + I, the elements of G in [-1, 1].
    private static double[] Positive(System.Random random)
    {
        double[] g = [.. Enumerable.Range(0, Elements).Select(_ => (2 * random.NextDouble()) - 1)];
        return [.. Enumerable.Range(0, Elements).Select(at =>
        {
            int i = at / Size, j = at % Size;
            double dot = Enumerable.Range(0, Size).Sum(k => g[(i * Size) + k] * g[(j * Size) + k]);
            return i == j ? dot + 1 : dot;
        })];
    }
}
