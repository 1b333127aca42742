using System.Globalization;
using BayesBench.Agreements.Numerics;
using BayesBench.Kernels;
using BayesBench.Support;

namespace BayesBench.Numerics;

/// <summary>What a sweep of one function saw, beside what the function promises.</summary>
/// <param name="Function">The function's id.</param>
/// <param name="Bound">The largest error promised, in spacings of floats.</param>
/// <param name="LargestError">The largest error seen.</param>
/// <param name="At">Where.</param>
/// <param name="Answer">The device's answer there.</param>
/// <param name="Floats">Number of floats compared.</param>
/// <param name="Device">Where the function ran.</param>
public sealed record AccuracyRow(
    string Function, double Bound, double LargestError, float At, float Answer, long Floats, string Device)
{
    /// <summary>Whether the promise holds.</summary>
    public bool IsWithin => LargestError <= Bound;
}

/// <summary>
/// Sweeps the device functions over floats and writes <c>docs/accuracy.md</c>: a row for each function, of which
/// those not swept this time keep what an earlier run saw.
/// </summary>
public static class AccuracyCommand
{
    /// <summary>How many floats a function gets unless all are asked for.</summary>
    public const long Stratified = 1L << 24;

    private const string Head =
        """
        # Accuracy of the device functions

        Written by `dotnet run -c Release --project bench -- accuracy` (`--exhaustive` for all 2^32 floats, `--function ID` for one
        function). The error is the largest seen, in spacings of floats at the exact result; *bound* is the number in `UlpBounds`
        that the tests assert. A count of 4294967296 is every float, NaNs and infinities included; a smaller one is spread evenly
        over the bit patterns, so that every exponent has its share. PoCL and ILGPU's CPU accelerator fuse no products and sums and
        gave the same bits, on 2^24 floats of each function. CUDA fuses them: an emulation of that on the host, over some 4 10^7 floats
        each, stayed within every bound; a CUDA device is yet to be swept.

        | function | bound | largest error | at | answer there | floats | device |
        |---|---|---|---|---|---|---|
        """;

    /// <summary>Sweeps and writes the table.</summary>
    /// <param name="device">Where the functions run.</param>
    /// <param name="exhaustive">Every float, rather than 2^24 of them.</param>
    /// <param name="function">The id of one function; null for all.</param>
    /// <param name="file">The table to write; the rows of functions not swept are kept.</param>
    /// <param name="output">Gets a line for each function.</param>
    /// <param name="cancellation">Ends the run; functions that are done stay written.</param>
    /// <returns>A row for each function swept.</returns>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public static IReadOnlyList<AccuracyRow> Run(
        Device device,
        bool exhaustive,
        string? function,
        string file,
        TextWriter output,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(output);
        SweptFunction[] functions = [.. AccuracySweep.Functions.Where(swept => function is null || swept.Id == function)];
        if (functions.Length == 0)
        {
            string ids = string.Join(", ", AccuracySweep.Functions.Select(swept => swept.Id));
            throw new ArgumentException($"function is '{function}'; it must be one of {ids}.", nameof(function));
        }

        var rows = new List<AccuracyRow>();
        foreach (SweptFunction swept in functions)
        {
            SweepResult seen = AccuracySweep.Run(
                device, swept, exhaustive ? AccuracySweep.AllFloats : Stratified, null, cancellation);
            var row = new AccuracyRow(
                swept.Id, swept.Bound, seen.WorstError, seen.WorstAt, seen.Answer, seen.Count, device.ToString());
            rows.Add(row);
            output.WriteLine(TextOf(row));
            Store(file, swept.Id, TextOf(row));
        }

        return rows;
    }

    private static string TextOf(AccuracyRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Function} | {row.Bound:F1} | {row.LargestError:F3} | {row.At:R} | {row.Answer:R} | {row.Floats} | {row.Device} |");

    private static void Store(string file, string id, string row)
    {
        var rows = File.Exists(file)
            ? File.ReadLines(file).Where(line => AccuracySweep.Functions.Any(swept => Starts(line, swept.Id))).ToList()
            : [];
        rows.RemoveAll(line => Starts(line, id));
        rows.Add(row);
        IEnumerable<string> ordered =
            from swept in AccuracySweep.Functions
            from line in rows
            where Starts(line, swept.Id)
            select line;
        AtomicFile.WriteAllText(file, string.Join('\n', [Head, .. ordered, string.Empty]));
    }

    private static bool Starts(string line, string id) => line.StartsWith($"| {id} |", StringComparison.Ordinal);
}
