using BayesBench.Kernels.Models;
using BayesBench.Support;

namespace BayesBench.Models;

/// <summary>A cell of the published table of models with one stochastic layer: a bound that was raised, and by how many draws.</summary>
/// <param name="Name">As the user names it: <c>vae-1</c>, <c>iwae-50</c>.</param>
/// <param name="Objective">The bound.</param>
/// <param name="Draws">Of every image in a step.</param>
/// <param name="Published">Negative log-likelihood of a test image after the whole schedule, in nats.</param>
/// <remarks>Source: Burda, Grosse and Salakhutdinov (2016), table 1.</remarks>
public sealed record EvidenceCell(string Name, AutoencoderObjective Objective, int Draws, double Published)
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<EvidenceCell> All { get; } =
    [
        new("vae-1", AutoencoderObjective.Elbo, 1, 86.76),
        new("vae-5", AutoencoderObjective.Elbo, 5, 86.47),
        new("vae-50", AutoencoderObjective.Elbo, 50, 86.35),
        new("iwae-1", AutoencoderObjective.ImportanceWeighted, 1, 86.76),
        new("iwae-5", AutoencoderObjective.ImportanceWeighted, 5, 85.54),
        new("iwae-50", AutoencoderObjective.ImportanceWeighted, 50, 84.78),
    ];

    /// <summary>The cells of a list of names, each once.</summary>
    /// <exception cref="BadInputException">A name is not of the table, or there twice.</exception>
    public static IReadOnlyList<EvidenceCell> Named(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] list = names.Split(',', StringSplitOptions.TrimEntries);
        EvidenceCell[] cells = [.. list.Select(name => All.FirstOrDefault(cell => cell.Name == name) ?? throw new BadInputException(
            $"--models has '{name}'; it must be some of {string.Join(',', All.Select(cell => cell.Name))}."))];
        return cells.Distinct().Count() == cells.Length
            ? cells
            : throw new BadInputException($"--models is '{names}'; it must name each model once.");
    }
}
