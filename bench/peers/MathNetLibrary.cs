using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace BayesBench.Peers;

/// <summary>MathNet.Numerics: functions and laws in double, vectors of floats that it works through with many threads.</summary>
internal static class MathNetLibrary
{
    public const string Peer = "MathNet.Numerics";

    public static string Versions { get; } =
        $"MathNet.Numerics {Torch.Libtorch.VersionOf(typeof(Control).Assembly)}";

    public static void SetThreads(int threads) => Control.MaxDegreeOfParallelism = threads;

    /// <summary>A function of one number, by the library's own parallel map over a vector.</summary>
    public static Cases.Library Map(Func<double, double> function) => new(
        "double inside float vectors, Vector.Map",
        (_, inputs, answer) =>
        {
            Vector<float> x = Vector<float>.Build.Dense(inputs[0]);
            Vector<float> y = Vector<float>.Build.Dense(answer);
            return () => x.Map(value => (float)function(value), y, Zeros.Include);
        });

    /// <summary>A function of an item of several arguments, each thread a share of them.</summary>
    public static Cases.Library ForEach(Func<float[][], int, double> function) => new(
        "double, one share a thread",
        (arena, inputs, answer) => () => arena.OnEveryThread(thread =>
        {
            (int first, int count) = arena.ShareOf(thread, answer.Length).GetOffsetAndLength(answer.Length);
            for (int i = first; i < first + count; i++)
            {
                answer[i] = (float)function(inputs, i);
            }
        }));
}
