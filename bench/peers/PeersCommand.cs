using System.CommandLine;
using BayesBench.Kernels;
using BayesBench.Peers.Cases;
using BayesBench.Peers.Torch;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers;

/// <summary>The command: our kernels beside TorchSharp and MathNet.Numerics.</summary>
internal static class PeersCommand
{
    private const int MostRounds = 10_000;
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(20);

    public static RootCommand Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where our kernels run, a processor through OpenCL or a CUDA GPU:");
        Option<string?> filter = Options.Filter("formulas");
        Option<bool> json = Options.Json();
        Option<int> threads = Number("--threads", "Threads for everyone.", Environment.ProcessorCount, 1, Environment.ProcessorCount);
        Option<int> rounds = Number("--rounds", "Rounds in which everyone is timed once.", 21, PairedRatio.FewestRounds, MostRounds);
        Option<int> pause = Number("--pause", "Milliseconds of rest before each measurement.", 5, 0, 1000);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Folder for peers.csv. [default: results/<machine>]",
            HelpName = "dir",
        };
        var root = new RootCommand(
            "Does the same work with our kernels, TorchSharp and MathNet.Numerics, in turns, with as many threads for everyone, and stores "
            + "the ratios in peers.csv. The first build downloads 600 MB (libtorch).")
        {
            device, threads, filter, rounds, pause, output, json,
        };
        root.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(device), parsed.GetValue(threads), parsed.GetValue(filter), parsed.GetValue(rounds),
            TimeSpan.FromMilliseconds(parsed.GetValue(pause)), parsed.GetValue(output), parsed.GetValue(json), terminal, cancellation)));
        return root;
    }

    private static int Run(
        string? device, int threads, string? filter, int rounds, TimeSpan pause, string? output, bool json,
        Terminal terminal, CancellationToken cancellation)
    {
        IReadOnlyList<PeerCase> cases = Options.Matching(AllCases.List, one => [one.Id], filter);
        ThreadCount.Set(threads); // before anything loads the OpenCL driver
        Libtorch.Load(threads);
        MathNetLibrary.SetThreads(threads);
        using Device opened = DeviceOption.Open(device);
        Require(opened, threads);
        var machine = Machine.Of(opened, string.Empty, string.Empty);
        var results = new ResultsFolder(output ?? ResultsFolder.DefaultFor(machine.Name));
        if (!json)
        {
            terminal.Line(Format.Invariant(
                $"{opened} ({opened.Driver}) beside {Libtorch.Versions} and {MathNetLibrary.Versions}; {threads} threads each, {rounds} rounds."));
            terminal.Line($"Results go to {results.Path}.");
        }

        if (!Machine.IsRelease)
        {
            terminal.ErrorLine("This is a Debug build: times mean nothing. Use dotnet run -c Release.");
        }

        var study = new PeerStudy(
            new Arena(opened, threads), new Interleaving(rounds, Sample, () => Thread.Sleep(pause)), rounds, machine.Commit);
        IReadOnlyList<PeerRow> rows =
            [.. terminal.Steps("measuring", cases, one => one.Id, one => study.Run(one, cancellation), cancellation).SelectMany(row => row)];
        results.Peers = PeerRow.Merge(results.Peers, rows);
        if (json)
        {
            terminal.WriteJson(rows);
        }
        else
        {
            Show(rows, terminal);
        }

        return ExitCode.Done;
    }

    private static void Require(Device device, int threads)
    {
        if (device.Kind == DeviceKind.Cuda && !torch.cuda.is_available())
        {
            throw new BadInputException(
                "our kernels would run on a GPU, but this libtorch is for processors; build with -p:Torch=cuda, or take --device opencl.");
        }

        if (device.Kind is not (DeviceKind.Cuda or DeviceKind.OpenClCpu))
        {
            throw new BadInputException(
                $"--device is {device}; torch runs on no such device. Take a processor through OpenCL (tools/install-opencl.sh installs PoCL) or a CUDA GPU.");
        }

        if (device.Kind == DeviceKind.OpenClCpu)
        {
            ThreadCount.Check(device, threads);
        }
    }

    private static void Show(IReadOnlyList<PeerRow> rows, Terminal terminal) => terminal.WriteTable(
        [
            "formula", "peer", "how", TableColumn.Number("items"), TableColumn.Number("ours"), TableColumn.Number("peer's"),
            TableColumn.Number("ratio"), TableColumn.Number("95% interval"),
        ],
        rows.Select(row => new[]
        {
            row.Id, row.Peer, row.How, Format.Invariant($"{row.Items:N0}"), Format.Nanoseconds(row.OurNanoseconds),
            Format.Nanoseconds(row.PeerNanoseconds), Format.Invariant($"{row.Ratio:G3}x"),
            Format.Invariant($"{row.RatioLow:G3} … {row.RatioHigh:G3}"),
        }));

    private static Option<int> Number(string name, string description, int normally, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => normally, HelpName = "n" };
        option.Validators.Add(result =>
        {
            int value = result.GetValueOrDefault<int>();
            if (value < least || value > most)
            {
                result.AddError(Format.Invariant($"{name} is {value}; it must be from {least} to {most}."));
            }
        });
        return option;
    }
}
