using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>X^T X of many data and sixteen columns. Ours is X^T y, too.</summary>
internal sealed class GramCase() : PeerCase(
    "bayesian-linear-regression.sufficient-statistics",
    "X^T X of 16 columns",
    new Cost(Bytes: 4 * (Columns + 1), Operations: Columns * (Columns + 3)))
{
    private const int Columns = 16;

    private const string Script = """
        def run(x, gram):
            torch.mm(x.t(), x, out=gram)
        """;

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        int rows = arena.ItemsBeyondCache(Cost);
        var contest = new Contest(rows);
        var random = new System.Random(1);
        float[] data = [.. Enumerable.Range(0, rows * Columns).Select(_ => (4 * random.NextSingle()) - 1)];
        DeviceArray<float> x = contest.Own(arena.Device.Upload<float>(data));
        DeviceArray<float> y = contest.Own(arena.Device.Upload<float>(data.AsSpan(0, rows)));
        DeviceArray<double> scratch =
            contest.Own(arena.Device.Allocate<double>(BayesianLinearRegressionKernels.ScratchLength(rows, Columns)));
        DeviceArray<double> gram = contest.Own(arena.Device.Allocate<double>(Columns * Columns));
        DeviceArray<double> moment = contest.Own(arena.Device.Allocate<double>(Columns));
        contest.Add(new Contestant("ours", "float, sums in double, X^T y as well", () =>
        {
            BayesianLinearRegressionKernels.SufficientStatistics(arena.Device, x, y, scratch, gram, moment);
            arena.Device.Synchronize();
        }, () => { }));

        // A float sum of so many terms errs by their number at most, and by some of its roots as a rule: one that has grown
        // to millions rounds each addend to an eighth.
        double terms = 9.0 * rows;
        void Compare(string who, float[] actual) => Checks.Close(
            $"{who}, {Id},", [.. actual.Select(value => (double)value)], gram.ToArray(), _ => terms, 8 * Math.Sqrt(rows));

        var code = Libtorch.Compile(Script);
        torch.Tensor matrix = contest.Own(arena.Tensor(data, rows, Columns));
        torch.Tensor product = contest.Own(torch.full(Columns, Columns, float.NaN, device: arena.TorchDevice));
        contest.Add(new Contestant(Libtorch.Peer, "float, torch.mm with out=", () =>
        {
            using IDisposable mode = torch.inference_mode(true);
            code.invoke("run", matrix, product);
            arena.SynchronizeTorch();
        }, () =>
        {
            using torch.Tensor host = product.cpu();
            Compare(Libtorch.Peer, host.data<float>().ToArray());
        })
        {
            Forget = () => product.fill_(float.NaN),
        });
        if (!arena.IsGpu)
        {
            // Stored by columns: the transpose of what torch and we are given.
            Matrix<float> dense = Matrix<float>.Build.Dense(Columns, rows, data);
            Matrix<float> answer = Matrix<float>.Build.Dense(Columns, Columns);
            contest.Add(new Contestant(
                MathNetLibrary.Peer,
                "float, TransposeAndMultiply",
                () => dense.TransposeAndMultiply(dense, answer),
                () => Compare(MathNetLibrary.Peer, answer.ToColumnMajorArray()))
            {
                Forget = () => answer.MapInplace(_ => float.NaN, Zeros.Include),
            });
        }

        return contest;
    }
}
