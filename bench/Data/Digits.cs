namespace BayesBench.Data;

/// <summary>Ten classes of 28 x 28 grey images, to train and to test on.</summary>
/// <param name="TrainImages">N x 784, row-major, one image a row, each pixel in [0, 1], 0 the background.</param>
/// <param name="TrainLabels">N digits, 0 to 9.</param>
/// <param name="TestImages">The same for testing.</param>
/// <param name="TestLabels">The same for testing.</param>
/// <param name="Synthetic">Whether the images were drawn by <see cref="SyntheticDigits"/>.</param>
public sealed record Digits(
    float[] TrainImages, byte[] TrainLabels, float[] TestImages, byte[] TestLabels, bool Synthetic)
{
    /// <summary>Rows, and columns, of an image.</summary>
    public const int Side = 28;

    /// <summary>Pixels of an image.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Number of classes.</summary>
    public const int Classes = 10;

    /// <summary>MNIST's own sizes, which the synthetic digits have by default.</summary>
    public const int MnistTrainCount = 60_000;

    /// <inheritdoc cref="MnistTrainCount"/>
    public const int MnistTestCount = 10_000;

    /// <summary>MNIST from the user's data directory if it is there and whole, else synthetic digits.</summary>
    /// <param name="note">One sentence that says which of the two, and why.</param>
    public static Digits Load(out string note) => Load(DataDirectory.Resolve(), DataSets.Mnist, out note);

    /// <summary>The same, from a directory and for a set of the caller's choice.</summary>
    public static Digits Load(string root, DataSet mnist, out string note)
    {
        ArgumentNullException.ThrowIfNull(mnist);
        FileReport[] faults = [.. mnist.Files
            .Select(file => file.Inspect(root)).Where(report => report.State != FileState.Present)];
        if (faults is [])
        {
            note = $"MNIST from {root}.";
            return MnistReader.Read(root);
        }

        // A missing set is the ordinary case; a damaged file is news, so it is the one named.
        FileReport fault = faults.FirstOrDefault(report => report.State == FileState.Damaged) ?? faults[0];
        note = $"Synthetic digits, not MNIST: {fault.File} in {root} {fault.Reason} "
            + "('data fetch mnist' brings it).";
        return SyntheticDigits.Draw(MnistTrainCount, MnistTestCount);
    }
}
