using BayesBench.Data;
using BayesBench.Support;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>What the files of a regression set must be, one error for each rule, and the sets themselves where they are.</summary>
public sealed class UciReaderProperties : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bayesbench-");

    /// <summary>Rows, inputs, mean and standard deviation of the target.</summary>
    public static TheoryData<string, int, int, double, double> Facts => new()
    {
        { "concrete", 1030, 8, 35.818, 16.6976 },
        { "energy", 768, 8, 22.3072, 10.0836 },
        { "kin8nm", 8192, 8, 0.714283, 0.263591 },
        { "power-plant", 9568, 4, 454.365, 17.0661 },
        { "wine-quality-red", 1599, 11, 5.63602, 0.807317 },
        { "yacht", 308, 6, 10.4954, 15.1359 },
    };

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Reads_the_columns_that_are_named()
    {
        Write(" 1\t2  3\r\n\n4 -5e-1 6\n \n", "2\n0\n", "1.0\n");
        RegressionData data = Read();
        Assert.Equal([[3, 1], [6, 4]], data.Inputs);
        Assert.Equal([2, -0.5], data.Targets);
    }

    [Theory]
    [InlineData("1 2\n3\n", "0", "1", "data.txt: row 1 has 1 numbers; it must have those of row 0, 2.")]
    [InlineData("\n", "0", "1", "data.txt: has no row; it must have at least one.")]
    [InlineData("1 2\n3 x\n", "0", "1", "data.txt: line 2 has 'x'; it must be a finite number.")]
    [InlineData("1 NaN\n", "0", "1", "data.txt: line 1 has 'NaN'; it must be a finite number.")]
    [InlineData("1 1e999\n", "0", "1", "data.txt: line 1 has '1e999'; it must be a finite number.")]
    [InlineData("1 2\n", "0 2", "1", "index_features.txt: number 1 is 2; it must be a whole number in [0, 1].")]
    [InlineData("1 2\n", "0.5", "1", "index_features.txt: number 0 is 0.5; it must be a whole number in [0, 1].")]
    [InlineData("1 2\n", "0 0", "1", "index_features.txt: names one twice.")]
    [InlineData("1 2\n", "", "1", "index_features.txt: is empty; it must name at least one.")]
    [InlineData("1 2\n", "0", "0 1", "index_target.txt: names 2 columns; it must name 1.")]
    [InlineData("1 2\n", "0 1", "1", "index_target.txt: names column 1; it must name one that is no input.")]
    public void A_broken_rule_is_named(string data, string features, string target, string error)
    {
        Write(data, features, target);
        var thrown = Assert.Throws<BadInputException>(Read);
        Assert.Equal(Path.Combine(_directory.FullName, "uci", "toy", error), thrown.Message);
    }

    [Fact]
    public void A_missing_file_is_told_how_to_fetch()
    {
        var thrown = Assert.Throws<BadInputException>(Read);
        Assert.EndsWith("data.txt: is not there; 'data fetch uci' brings it.", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void The_sets_are_what_is_known_of_them_and_their_first_split_is_the_published_one(
        string name, int rows, int inputs, double mean, double deviation)
    {
        string root = RealData.Require("uci");
        RegressionData data = UciReader.Read(root, name);
        Assert.Equal((rows, inputs), (data.Targets.Length, data.Inputs[0].Length));
        Standardisation target = Standardisation.Of([.. data.Targets.Select(y => (double[])[y])]);
        Assert.Equal(mean, target.Means[0], 6e-6 * mean);
        Assert.Equal(deviation, target.StandardDeviations[0], 6e-6 * deviation);
        DataSplit first = UciSplits.Of(rows, 1)[0];
        string folder = Path.Combine(root, "uci", name);
        Assert.Equal(UciReader.ReadIndex(Path.Combine(folder, "index_train_0.txt"), rows), first.Train);
        Assert.Equal(UciReader.ReadIndex(Path.Combine(folder, "index_test_0.txt"), rows), first.Test);
    }

    private RegressionData Read() => UciReader.Read(_directory.FullName, "toy");

    private void Write(string data, string features, string target)
    {
        string folder = Path.Combine(_directory.FullName, "uci", "toy");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "data.txt"), data);
        File.WriteAllText(Path.Combine(folder, "index_features.txt"), features);
        File.WriteAllText(Path.Combine(folder, "index_target.txt"), target);
    }
}
