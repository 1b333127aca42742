using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>Stored results come back as they were, and no reader sees half of one.</summary>
[Collection("program")]
public class ResultsTests
{
    [Property]
    public bool Rows_come_back_from_CSV_to_the_same_bits(string id, string? failure, double error, int calls)
    {
        // CSV has no empty text beside a missing one.
        var row = new VerifyRow(id ?? string.Empty, "a \"device\", here", calls, error, -0.0, failure?.Length > 0 ? failure : null);
        string file = Path.GetTempFileName();
        try
        {
            Csv.Write(file, [row, row]);
            IReadOnlyList<VerifyRow> back = Csv.Read<VerifyRow>(file);
            return back.Count == 2 && back.All(one => one == row && BitConverter.DoubleToInt64Bits(one.ShareOfBound) < 0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Missing_numbers_come_back_missing()
    {
        string file = Path.GetTempFileName();
        StudyCell cell = new("model", null, "pathwise", "mean", 5, 1, 0.1, null, null, 2, 1.5, double.PositiveInfinity, null, 1, double.NaN);
        Csv.Write(file, [cell]);
        Assert.Equal(cell, Assert.Single(Csv.Read<StudyCell>(file)));
        File.Delete(file);
    }

    [Fact]
    public void A_table_from_before_a_column_that_may_be_missing_is_read_without_it()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "id,device,calls,worst_error,share_of_bound\na,b,1,2,3\n");
        Assert.Equal(new VerifyRow("a", "b", 1, 2, 3, null), Assert.Single(Csv.Read<VerifyRow>(file)));
        File.Delete(file);
    }

    [Theory]
    [InlineData("id,device,worst_error,share_of_bound\na,b,2,3\n", "has another head; it must be id,device,calls,worst_error,share_of_bound,failure.")]
    [InlineData("device,id,calls,worst_error,share_of_bound\na,b,1,2,3\n", "has another head; it must be id,device,calls,worst_error,share_of_bound,failure.")]
    [InlineData("id,device\nx,y\n", "has another head; it must be id,device,calls,worst_error,share_of_bound,failure.")]
    [InlineData("id,device,calls,worst_error,share_of_bound,failure\na,b,1,2\n", "has 4 cells in row 2; it must have 6.")]
    [InlineData("id,device,calls,worst_error,share_of_bound,failure\na,b,one,2,3,\n", "has 'one' as calls in row 2; it must be a Int32.")]
    public void A_damaged_table_is_refused_by_file_and_row(string text, string error)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        var refusal = Assert.Throws<BadInputException>(() => Csv.Read<VerifyRow>(file));
        Assert.Equal($"{file} {error}", refusal.Message);
        File.Delete(file);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_beside_it()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string file = Path.Combine(folder, "table.csv");
        AtomicFile.WriteAllText(file, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(file, writer =>
        {
            writer.Write("half of the n");
            writer.Flush();
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_reader_sees_the_old_file_until_the_new_one_is_whole()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string file = Path.Combine(folder, "table.csv");
        AtomicFile.WriteAllText(file, "old");
        AtomicFile.Write(file, writer =>
        {
            writer.Write("new");
            writer.Flush();
            Assert.Equal("old", File.ReadAllText(file));
        });
        Assert.Equal("new", File.ReadAllText(file));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_column_is_documented()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Required(), "results", "README.md"));
        (string Table, IReadOnlyList<string> Columns)[] tables =
        [
            ("verify", Csv.HeadOf<VerifyRow>()), ("roofs", Csv.HeadOf<RoofRow>()), ("throughput", Csv.HeadOf<ThroughputRow>()),
            ("variance", Csv.HeadOf<StudyCell>()), ("curves", Csv.HeadOf<CurveRow>()), ("training", Csv.HeadOf<TrainingRow>()),
            ("predictive", Csv.HeadOf<PredictiveRow>()), ("peers", Csv.HeadOf<PeerRow>()),
        ];
        Assert.All(tables, table =>
        {
            string section = readme.Split($"**{table.Table}.csv**", 2)[1].Split("\n\n", 2)[0];
            Assert.All(table.Columns, column => Assert.Contains($"`{column}`", section, StringComparison.Ordinal));
        });
    }
}
