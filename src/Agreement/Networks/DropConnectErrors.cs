namespace BayesBench.Agreements.Networks;

/// <summary>Sums of the absolute products that a mask keeps, times a unit for each rounding.</summary>
internal static class DropConnectErrors
{
    /// <summary>Of an output: input, weights, batch, rate, noise.</summary>
    public static double OfOutput(object[] call, int component, bool isShared)
    {
        var (x, w, batch) = ((double[])call[0], (double[])call[1], (int)call[2]);
        int inputs = x.Length / batch, outputs = w.Length / inputs;
        (int b, int k) = (component / outputs, component % outputs);
        return ErrorBound.U * inputs * Enumerable.Range(0, inputs)
            .Where(d => Keeps(call, (double)call[3], inputs, outputs, isShared, b, d, k))
            .Sum(d => Math.Abs(x[(b * inputs) + d] * w[(d * outputs) + k]));
    }

    /// <summary>Of a derivative: input, weights, derivative by the outputs, batch, rate, noise.</summary>
    public static double OfGradient(object[] call, int component, bool isShared)
    {
        var (x, w, g, batch, rate) = ((double[])call[0], (double[])call[1], (double[])call[2], (int)call[3], (double)call[4]);
        int inputs = x.Length / batch, outputs = w.Length / inputs;
        if (component < x.Length)
        {
            (int b, int d) = (component / inputs, component % inputs);
            return ErrorBound.U * outputs * Enumerable.Range(0, outputs)
                .Where(k => Keeps(call, rate, inputs, outputs, isShared, b, d, k))
                .Sum(k => Math.Abs(g[(b * outputs) + k] * w[(d * outputs) + k]));
        }

        (int row, int column) = ((component - x.Length) / outputs, (component - x.Length) % outputs);
        return ErrorBound.U * batch * Enumerable.Range(0, batch)
            .Where(b => Keeps(call, rate, inputs, outputs, isShared, b, row, column))
            .Sum(b => Math.Abs(g[(b * outputs) + column] * x[(b * inputs) + row]));
    }

    private static bool Keeps(object[] call, double rate, int inputs, int outputs, bool isShared, int b, int d, int k) =>
        Layers.Keeps(((((isShared ? 0L : b) * inputs) + d) * outputs) + k, call, rate);
}
