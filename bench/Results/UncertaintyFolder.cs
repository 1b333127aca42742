using BayesBench.Models;
using BayesBench.Support;

namespace BayesBench.Results;

/// <summary>Results of the comparison of networks: machine.json, four tables and their plots.</summary>
public static class UncertaintyFolder
{
    /// <summary>Writes all of them.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="result">What there is.</param>
    /// <param name="machine">Where it was made.</param>
    public static void Write(string path, UncertaintyResult result, Machine machine)
    {
        ArgumentNullException.ThrowIfNull(result);
        string File(string name) => Path.Combine(path, name);
        new ResultsFolder(path).Machine = machine;
        Csv.Write(File("runs.csv"), result.Runs);
        Csv.Write(File("scores.csv"), result.Scores);
        Csv.Write(File("uncertainty.csv"), result.Uncertainties);
        Csv.Write(File("entropies.csv"), result.Entropies);
        AtomicFile.WriteAllText(File("entropy-by-angle.svg"), UncertaintyPlots.Entropy(result.Uncertainties));
        AtomicFile.WriteAllText(File("information-by-angle.svg"), UncertaintyPlots.MutualInformation(result.Uncertainties));
        AtomicFile.WriteAllText(File("error-by-angle.svg"), UncertaintyPlots.Error(result.Uncertainties));
        foreach (string model in result.Scores.Select(row => row.Model))
        {
            AtomicFile.WriteAllText(File($"entropies-{model}.svg"), UncertaintyPlots.Histogram(result.Entropies, model));
        }
    }
}
