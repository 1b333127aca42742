using System.Text.Encodings.Web;
using System.Text.Json;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>A row of test.csv: how the model predicts the whole test set.</summary>
/// <param name="Predictor"><c>posterior-mean</c> or <c>posterior-predictive</c>.</param>
/// <param name="Error">Share of wrong classifications; empty where the model classifies nothing.</param>
/// <param name="LogLikelihood">Of a test datum, or a bound of it; in nats.</param>
/// <param name="CalibrationError">Mean distance of confidence and accuracy; empty as above.</param>
public sealed record TestRow(string Predictor, double? Error, double LogLikelihood, double? CalibrationError);

/// <summary>provenance.json: what was trained, on what, where, from which code.</summary>
/// <param name="Run">Model, options, seed, data.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps asked for.</param>
/// <param name="Seconds">Time that they took, sessions before an interruption included.</param>
/// <param name="LaunchesPerStep">Kernels that a step launches.</param>
/// <param name="Machine">The machine and device of the last session, the driver, the program's commit.</param>
public sealed record Provenance(RunDefinition Run, int Step, int Steps, double Seconds, int LaunchesPerStep, Machine Machine)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a provenance.json.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static Provenance Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Provenance>(File.ReadAllText(path), Json) is { Run: not null, Machine: not null } found
                ? found
                : throw new BadInputException($"{path} is not what train writes: it names no run, or no machine.");
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path} is not what train writes: {ErrorText.Of(e)}");
        }
    }

    /// <summary>Writes it to a file.</summary>
    public void WriteTo(string path) => AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");
}

/// <summary>The folder of <c>train --results</c>: tables, provenance and plots of one run.</summary>
/// <param name="path">The folder.</param>
public sealed class TrainingResults(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Where the run's checkpoint is kept, unless another file is asked for.</summary>
    public string Checkpoint => File("model.checkpoint");

    /// <summary>Writes the first layer's picture after the epochs 1, 2, 5, 10, 20, 50 and so on.</summary>
    public void AddEpoch(Checkpoint at)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (IsPictured(at.History[^1].Epoch))
        {
            WritePicture(at);
        }
    }

    /// <summary>Writes all else of a run that ended, or was cut short.</summary>
    public void Write(Checkpoint end, IReadOnlyList<TestRow> tests, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentNullException.ThrowIfNull(provenance);
        Csv.Write(File("history.csv"), end.History);
        Csv.Write(File("test.csv"), tests);
        Csv.Write(File("layers.csv"), Sparsity.Rows(end.Arrays));
        IReadOnlyList<LogAlphaRow> histogram = Sparsity.Histogram(end.Arrays);
        Csv.Write(File("log-alpha.csv"), histogram);
        provenance.WriteTo(File("provenance.json"));
        if (end.History.Count > 0)
        {
            WritePicture(end);
            WritePlot("bound.svg", TrainingPlots.Bound(end.History));
            WritePlot("error.svg", TrainingPlots.Error(end.History));
        }

        WritePlot("log-alpha.svg", TrainingPlots.LogAlpha(histogram));
    }

    /// <summary>Writes what the model has to show, if anything.</summary>
    public void WritePictures(IPicturedModel? model)
    {
        foreach ((string name, ImageGrid images) in model?.Pictures() ?? [])
        {
            AtomicFile.WriteBytes(File($"{name}.png"), stream => stream.Write(images.Png()));
        }
    }

    /// <summary>Writes how the model tells test images from others, if it gives images a score.</summary>
    public void WriteDomains(IDomainModel? model)
    {
        if (model?.Domains() is { Count: > 0 } rows)
        {
            Csv.Write(File("out-of-domain.csv"), rows);
            Csv.Write(File("out-of-domain-summary.csv"), OutOfDomain.Summary(rows));
            WritePlot("out-of-domain.svg", OutOfDomainPlot.Svg(rows));
        }
    }

    // 1, 2 or 5 and zeros.
    private static bool IsPictured(int epoch)
    {
        while (epoch % 10 == 0)
        {
            epoch /= 10;
        }

        return epoch is 1 or 2 or 5;
    }

    private void WritePicture(Checkpoint at)
    {
        if (FilterPicture.Png(at.Arrays) is { } png)
        {
            AtomicFile.WriteBytes(File(Format.Invariant($"filters-epoch-{at.History[^1].Epoch:D4}.png")), stream => stream.Write(png));
        }
    }

    private void WritePlot(string name, string? svg)
    {
        if (svg is not null)
        {
            AtomicFile.WriteAllText(File(name), svg);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
