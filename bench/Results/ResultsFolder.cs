using System.Text.Json;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Results;

/// <summary>The files of one run. Each is written whole when its part of the run is done; a missing one is an empty table.</summary>
/// <param name="path">The folder.</param>
public sealed class ResultsFolder(string path)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Report => File("report.html");

    public Machine? Machine
    {
        get => System.IO.File.Exists(File("machine.json")) ? ReadMachine() : null;
        set => AtomicFile.WriteAllText(File("machine.json"), JsonSerializer.Serialize(value, Json) + "\n");
    }

    /// <summary>The machine's record, without which a folder holds no results.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public Machine RequiredMachine() => Machine ?? throw new BadInputException(
        $"{Path} holds no results; it must hold a machine.json (the main job writes one).");

    public IReadOnlyList<VerifyRow> Verified
    {
        get => Read<VerifyRow>("verify.csv");
        set => Csv.Write(File("verify.csv"), value);
    }

    public IReadOnlyList<RoofRow> Roofs
    {
        get => Read<RoofRow>("roofs.csv");
        set => Csv.Write(File("roofs.csv"), value);
    }

    public IReadOnlyList<ThroughputRow> Throughput
    {
        get => Read<ThroughputRow>("throughput.csv");
        set => Csv.Write(File("throughput.csv"), value);
    }

    /// <summary>Every kernel, where <c>throughput --output</c> was run with this name; <see cref="Clear"/> leaves it.</summary>
    public IReadOnlyList<ThroughputRow> Kernels => Read<ThroughputRow>("kernels.csv");

    public IReadOnlyList<StudyCell> Variances
    {
        get => Read<StudyCell>("variance.csv");
        set => Csv.Write(File("variance.csv"), value);
    }

    public IReadOnlyList<CurveRow> Curves
    {
        get => Read<CurveRow>("curves.csv");
        set => Csv.Write(File("curves.csv"), value);
    }

    public IReadOnlyList<CrossingRow> Crossings
    {
        get => Read<CrossingRow>("crossings.csv");
        set => Csv.Write(File("crossings.csv"), value);
    }

    public IReadOnlyList<TrainingRow> Training
    {
        get => Read<TrainingRow>("training.csv");
        set => Csv.Write(File("training.csv"), value);
    }

    public IReadOnlyList<PredictiveRow> Predictions
    {
        get => Read<PredictiveRow>("predictive.csv");
        set => Csv.Write(File("predictive.csv"), value);
    }

    /// <summary>What bench/peers measured, in runs of its own that each row names; <see cref="Clear"/> leaves it.</summary>
    public IReadOnlyList<PeerRow> Peers
    {
        get => Read<PeerRow>("peers.csv");
        set => Csv.Write(File("peers.csv"), value);
    }

    /// <summary>What bench/peers/gpu measured of PyTorch on this machine; <see cref="Clear"/> leaves it.</summary>
    public IReadOnlyList<TorchRow> Torch => Read<TorchRow>("torch.csv");

    /// <summary>Where a machine's results go: under the checkout that the program runs in, else here.</summary>
    public static string DefaultFor(string machine) => System.IO.Path.Combine(Root(), "results", machine);

    /// <summary>The newest run below the results folder, or null.</summary>
    public static string? Newest()
    {
        string root = System.IO.Path.Combine(Root(), "results");
        return !Directory.Exists(root) ? null : Directory.GetFiles(root, "machine.json", SearchOption.AllDirectories)
            .OrderByDescending(System.IO.File.GetLastWriteTimeUtc)
            .Select(System.IO.Path.GetDirectoryName)
            .FirstOrDefault();
    }

    /// <summary>Removes what an earlier run left, so that no report mixes two runs.</summary>
    public void Clear()
    {
        foreach (string name in new[]
        {
            "machine.json", "verify.csv", "roofs.csv", "throughput.csv", "variance.csv", "curves.csv",
            "crossings.csv", "training.csv", "predictive.csv", "report.html",
        })
        {
            if (Directory.Exists(Path))
            {
                System.IO.File.Delete(File(name));
            }
        }
    }

    private static string Root() => Checkout.Root ?? Environment.CurrentDirectory;

    private string File(string name) => System.IO.Path.Combine(Path, name);

    private IReadOnlyList<T> Read<T>(string name) => System.IO.File.Exists(File(name)) ? Csv.Read<T>(File(name)) : [];

    private Machine ReadMachine()
    {
        try
        {
            return JsonSerializer.Deserialize<Machine>(System.IO.File.ReadAllText(File("machine.json")), Json)!;
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{File("machine.json")} is not what the main job writes: {ErrorText.Of(e)}");
        }
    }
}
