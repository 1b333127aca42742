using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>Splits of a table, and what makes its columns comparable.</summary>
public class UciSplitsProperties
{
    [Fact]
    public void A_split_holds_every_row_once_and_a_tenth_of_them_to_test()
    {
        IReadOnlyList<DataSplit> splits = UciSplits.Of(308, 20);
        Assert.All(splits, split =>
        {
            Assert.Equal((277, 31), (split.Train.Length, split.Test.Length));
            Assert.Equal(Enumerable.Range(0, 308), split.Train.Concat(split.Test).Order());
        });
        Assert.Equal(20, splits.Select(split => string.Join(',', split.Test)).Distinct().Count());
        // More splits begin with the same.
        Assert.Equal(splits[1].Test, UciSplits.Of(308, 2)[1].Test);
    }

    [Fact]
    public void Settings_are_chosen_on_the_last_fifth_of_the_training_data()
    {
        DataSplit split = UciSplits.Of(1030, 1)[0], validation = split.Validation();
        Assert.Equal((741, 186), (validation.Train.Length, validation.Test.Length));
        Assert.Equal(split.Train, validation.Train.Concat(validation.Test));
    }

    [Fact]
    public void Two_rows_are_one_to_train_and_one_to_test()
    {
        DataSplit split = UciSplits.Of(2, 1)[0];
        Assert.Equal((1, 1), (split.Train.Length, split.Test.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => UciSplits.Of(1, 1));
    }

    [Fact]
    public void Columns_get_mean_0_and_variance_1_and_one_that_never_changes_becomes_0()
    {
        double[][] rows = [.. Enumerable.Range(0, 50).Select(i => (double[])[0.998, 1e6 + Math.Sin(i), -3 * i])];
        Standardisation map = Standardisation.Of(rows);
        double[][] mapped = [.. rows.Select(map.Apply)];
        Assert.All(mapped, row => Assert.Equal(0, row[0]));
        Assert.Equal(1, map.StandardDeviations[0]);
        foreach (int column in new[] { 1, 2 })
        {
            double mean = mapped.Average(row => row[column]);
            Assert.Equal(0, mean, 1e-9);
            Assert.Equal(1, mapped.Average(row => row[column] * row[column]), 1e-9);
        }
    }
}
