using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>MNIST where it is whole, synthetic digits elsewhere, and the note says which.</summary>
public sealed class DigitsProperties : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("bayesbench-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Without_mnist_synthetic_digits_stand_in()
    {
        Digits digits = Digits.Load(_root.FullName, DataSets.Mnist, out string note);
        Assert.True(digits.Synthetic);
        Assert.Equal((60_000, 10_000), (digits.TrainLabels.Length, digits.TestLabels.Length));
        Assert.Equal(
            $"Synthetic digits, not MNIST: mnist/train-images-idx3-ubyte.gz in {_root.FullName} is not there "
            + "('data fetch mnist' brings it).", note);
    }

    [Fact]
    public void A_damaged_file_is_named_before_a_missing_one()
    {
        _root.CreateSubdirectory("mnist");
        File.WriteAllBytes(Path.Combine(_root.FullName, "mnist", "t10k-labels-idx1-ubyte.gz"), [1, 2, 3]);
        Digits digits = Digits.Load(_root.FullName, DataSets.Mnist, out string note);
        Assert.True(digits.Synthetic);
        Assert.Contains("t10k-labels-idx1-ubyte.gz", note, StringComparison.Ordinal);
        Assert.Contains("has 3 bytes, expected 4542", note, StringComparison.Ordinal);
    }

    [Fact]
    public void With_mnist_there_is_no_substitute()
    {
        string root = RealData.Require("mnist");
        Digits digits = Digits.Load(root, DataSets.Mnist, out string note);
        Assert.False(digits.Synthetic);
        Assert.Equal($"MNIST from {root}.", note);
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], digits.TestLabels[..10]);
    }
}
