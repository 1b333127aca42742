using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>Marginals, conditionals and products of many joint tables of one shape at once on a device.</summary>
public static class JointTableKernels
{
    /// <summary>The sum of every row of every table.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="columns">Columns of a table.</param>
    /// <param name="joint">Shape [N, rows, columns].</param>
    /// <param name="marginal">Shape [N, rows], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no columns.</exception>
    public static void MarginalX(Device device, int columns, ArrayView<float> joint, ArrayView<float> marginal)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(columns, nameof(columns));
        DeviceGuard.Length(marginal.Length * columns, joint, nameof(joint));
        device.Launch(MarginalXOfRow, (int)marginal.Length, columns, joint, marginal);
    }

    /// <summary>The sum of every column of every table.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">Rows of a table.</param>
    /// <param name="columns">Columns of a table.</param>
    /// <param name="joint">Shape [N, rows, columns].</param>
    /// <param name="marginal">Shape [N, columns], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no rows or no columns.</exception>
    public static void MarginalY(
        Device device, int rows, int columns, ArrayView<float> joint, ArrayView<float> marginal)
    {
        ArgumentNullException.ThrowIfNull(device);
        int tables = Tables(rows, columns, joint);
        DeviceGuard.Length((long)tables * columns, marginal, nameof(marginal));
        device.Launch(MarginalYOfColumn, tables * columns, rows, columns, joint, marginal);
    }

    /// <summary>The law of X given Y = y[n], of every table n; NaN where that y cannot happen.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">Rows of a table.</param>
    /// <param name="columns">Columns of a table.</param>
    /// <param name="joint">Shape [N, rows, columns].</param>
    /// <param name="y">Shape [N], each from 0 to columns - 1.</param>
    /// <param name="conditional">Shape [N, rows], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no rows or no columns.</exception>
    public static void ConditionalX(
        Device device, int rows, int columns, ArrayView<float> joint, ArrayView<int> y, ArrayView<float> conditional)
    {
        ArgumentNullException.ThrowIfNull(device);
        int tables = Tables(rows, columns, joint);
        DeviceGuard.Length(tables, y, nameof(y));
        DeviceGuard.Length((long)tables * rows, conditional, nameof(conditional));
        device.Launch(ConditionalXOfTable, tables, rows, columns, joint, y, conditional);
    }

    /// <summary>The law of Y given X = x[n], of every table n; NaN where that x cannot happen.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">Rows of a table.</param>
    /// <param name="columns">Columns of a table.</param>
    /// <param name="joint">Shape [N, rows, columns].</param>
    /// <param name="x">Shape [N], each from 0 to rows - 1.</param>
    /// <param name="conditional">Shape [N, columns], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no rows or no columns.</exception>
    public static void ConditionalY(
        Device device, int rows, int columns, ArrayView<float> joint, ArrayView<int> x, ArrayView<float> conditional)
    {
        ArgumentNullException.ThrowIfNull(device);
        int tables = Tables(rows, columns, joint);
        DeviceGuard.Length(tables, x, nameof(x));
        DeviceGuard.Length((long)tables * columns, conditional, nameof(conditional));
        device.Launch(ConditionalYOfTable, tables, rows, columns, joint, x, conditional);
    }

    /// <summary>Every row of every table of conditionals times its marginal.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="columns">Columns of a table.</param>
    /// <param name="marginalX">Shape [N, rows].</param>
    /// <param name="conditionalY">Shape [N, rows, columns].</param>
    /// <param name="joint">Shape [N, rows, columns], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no columns.</exception>
    public static void ChainRule(
        Device device, int columns, ArrayView<float> marginalX, ArrayView<float> conditionalY, ArrayView<float> joint)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(columns, nameof(columns));
        DeviceGuard.Length(marginalX.Length * columns, conditionalY, nameof(conditionalY));
        DeviceGuard.Length(conditionalY.Length, joint, nameof(joint));
        device.Launch(ChainRuleOfOne, (int)joint.Length, columns, marginalX, conditionalY, joint);
    }

    private static int Tables(int rows, int columns, ArrayView<float> joint)
    {
        DeviceGuard.AtLeastOne(rows, nameof(rows));
        DeviceGuard.AtLeastOne(columns, nameof(columns));
        long tables = joint.Length / ((long)rows * columns);
        DeviceGuard.Length(tables * rows * columns, joint, nameof(joint));
        return (int)tables;
    }

    // A row has stride 1, a column the width of a table; sums in double.
    private static double Sum(ArrayView<float> joint, int start, int count, int stride)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += joint[start + (i * stride)];
        }

        return sum;
    }

    // One work item: one row of one table.
    private static void MarginalXOfRow(Index1D i, int columns, ArrayView<float> joint, ArrayView<float> marginal) =>
        marginal[i] = (float)Sum(joint, i.X * columns, columns, 1);

    // One work item: one column of one table.
    private static void MarginalYOfColumn(
        Index1D i, int rows, int columns, ArrayView<float> joint, ArrayView<float> marginal) =>
        marginal[i] = (float)Sum(joint, (i.X / columns * rows * columns) + (i.X % columns), rows, columns);

    // One work item: one table, read down one column twice.
    private static void ConditionalXOfTable(
        Index1D n, int rows, int columns, ArrayView<float> joint, ArrayView<int> y, ArrayView<float> conditional)
    {
        int start = (n.X * rows * columns) + y[n];
        double mass = Sum(joint, start, rows, columns);
        for (int x = 0; x < rows; x++)
        {
            conditional[(n.X * rows) + x] = (float)(joint[start + (x * columns)] / mass);
        }
    }

    // One work item: one table, read along one row twice.
    private static void ConditionalYOfTable(
        Index1D n, int rows, int columns, ArrayView<float> joint, ArrayView<int> x, ArrayView<float> conditional)
    {
        int start = ((n.X * rows) + x[n]) * columns;
        double mass = Sum(joint, start, columns, 1);
        for (int y = 0; y < columns; y++)
        {
            conditional[(n.X * columns) + y] = (float)(joint[start + y] / mass);
        }
    }

    // One work item: one product.
    private static void ChainRuleOfOne(
        Index1D i, int columns, ArrayView<float> marginalX, ArrayView<float> conditionalY, ArrayView<float> joint) =>
        joint[i] = marginalX[i.X / columns] * conditionalY[i];
}
