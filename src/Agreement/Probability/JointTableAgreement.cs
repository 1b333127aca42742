using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>Joint tables and their kernels: a batch is one table a call.</summary>
public sealed class JointTableAgreement : ITopic
{
    private static readonly double[][][] EdgeTables =
    [
        [[1.0]],
        [[0.125, 0.25], [0.25, 0.375]],
        [[0.0, 0.5, 0.0], [0.0, 0.5, 0.0]],
        [[0.25, 0.0], [0.0, 0.75]],
        [[0.0, 0.0, 1.0]],
        [[0.5], [0.0], [0.5]],
    ];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            JointTable.MarginalX,
            (device, batch) => JointTableKernels.MarginalX(device, Columns(batch, 0), batch.In(0), batch.Out(Rows(batch, 0))),
            source => [Table(source)],
            ErrorBound.Relative("a sum in double, rounded once to float", 1.001))
        {
            Edges = [.. EdgeTables.Select(table => new object[] { table })],
            Calls = 1024,
        },
        new Agreement(
            JointTable.MarginalY,
            (device, batch) => JointTableKernels.MarginalY(
                device, Rows(batch, 0), Columns(batch, 0), batch.In(0), batch.Out(Columns(batch, 0))),
            source => [Table(source)],
            ErrorBound.Relative("a sum in double, rounded once to float", 1.001))
        {
            Edges = [.. EdgeTables.Select(table => new object[] { table })],
            Calls = 1024,
        },
        new Agreement(
            JointTable.ConditionalX,
            (device, batch) => JointTableKernels.ConditionalX(
                device, Rows(batch, 0), Columns(batch, 0), batch.In(0), batch.In<int>(1), batch.Out(Rows(batch, 0))),
            source =>
            {
                double[][] table = Table(source);
                return [table, source.Pick(PossibleY(table))];
            },
            ErrorBound.Relative("a sum and a quotient in double, rounded once to float", 1.001))
        {
            Edges = [.. EdgeTables.SelectMany(table => PossibleY(table).Select(y => new object[] { table, y }))],
            Calls = 1024,
            Elements = [1],
        },
        new Agreement(
            JointTable.ConditionalY,
            (device, batch) => JointTableKernels.ConditionalY(
                device, Rows(batch, 0), Columns(batch, 0), batch.In(0), batch.In<int>(1), batch.Out(Columns(batch, 0))),
            source =>
            {
                double[][] table = Table(source);
                return [table, source.Pick(PossibleX(table))];
            },
            ErrorBound.Relative("a sum and a quotient in double, rounded once to float", 1.001))
        {
            Edges = [.. EdgeTables.SelectMany(table => PossibleX(table).Select(x => new object[] { table, x }))],
            Calls = 1024,
            Elements = [1],
        },
        new Agreement(
            JointTable.ChainRule,
            (device, batch) => JointTableKernels.ChainRule(
                device,
                Columns(batch, 1),
                batch.In(0),
                batch.In(1),
                batch.OutMatrix<float>(Rows(batch, 1), Columns(batch, 1))),
            source =>
            {
                (int rows, int columns) = Shape(source);
                return
                [
                    Probabilities.Distribution(source, rows),
                    Enumerable.Range(0, rows).Select(_ => Probabilities.Distribution(source, columns)).ToArray(),
                ];
            },
            ErrorBound.Relative("one product", 1))
        {
            Edges =
            [
                [new[] { 1.0 }, new double[][] { [1.0] }],
                [new[] { 0.0, 1.0 }, new double[][] { [0.5, 0.5], [0.25, 0.75] }],
            ],
            Calls = 1024,
        },
    ];

    private static int Rows(Batch batch, int argument) => batch.Shared<double[][]>(argument).Length;

    private static int Columns(Batch batch, int argument) => batch.Shared<double[][]>(argument)[0].Length;

    private static int[] PossibleX(double[][] table) =>
        [.. Enumerable.Range(0, table.Length).Where(x => table[x].Sum() > 0)];

    private static int[] PossibleY(double[][] table) =>
        [.. Enumerable.Range(0, table[0].Length).Where(y => table.Any(row => row[y] > 0))];

    private static (int Rows, int Columns) Shape(InputSource source) => source.Pick((1, 1), (1, 7), (7, 1), (2, 2), (3, 5), (17, 10));

    // Probabilities of sum 1 exactly, but not of one grid: two of them are multiples of 2^-40 that make 2^-16 together, so that
    // a marginal beside a large one has more digits than a float.
    private static double[][] Table(InputSource source)
    {
        (int rows, int columns) = Shape(source);
        int cells = rows * columns;
        if (cells < 4)
        {
            return [.. Probabilities.Distribution(source, cells).Chunk(columns)];
        }

        const double Share = 1.0 / (1 << 16);
        double[] coarse = Probabilities.Distribution(source, cells - 2);
        coarse[Array.IndexOf(coarse, coarse.Max())] -= Share;
        double fine = (source.Word() >> 8) / (double)(1L << 40);
        double[] all = [fine, .. coarse, Share - fine];
        int turn = source.Integer(0, cells - 1);
        return [.. all[turn..].Concat(all[..turn]).Chunk(columns)];
    }
}
