using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Statistics;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>A part of a study on its way to the others: what it is a part of, and the subtrees of what it drew.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Origin">Program and device: all parts have the same, or the bits of the whole are nobody's.</param>
/// <param name="Studies">What is compared, the generator's keys with it.</param>
/// <param name="Shard">Which part it is.</param>
/// <param name="Runs">Every run of the studies, in their order.</param>
internal sealed record ShardFile(
    string Format, ShardOrigin Origin, IReadOnlyList<GradientStudyOptions> Studies, Shard Shard, IReadOnlyList<ShardRun> Runs)
{
    public const string CurrentFormat = "bayesbench-variance-shard-1";

    // A file that lacks anything, or has anything else, is not read in part.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The studies as text: equal texts are equal studies.</summary>
    public string StudiesText => JsonSerializer.Serialize(Studies, Json);

    /// <summary>Writes it whole or not at all.</summary>
    public void Write(string path) => AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="BadInputException">It is something else.</exception>
    public static ShardFile Read(string path)
    {
        try
        {
            ShardFile? file = JsonSerializer.Deserialize<ShardFile>(File.ReadAllText(path), Json);
            return file is { Format: CurrentFormat, Shard.Number: >= 1 } && file.Shard.Number <= file.Shard.Count
                ? file
                : throw new JsonException($"it must be of the format {CurrentFormat}.");
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path} is no part of a study (variance --shard writes one): {ErrorText.Of(e)}");
        }
    }
}

/// <summary>Where a part was drawn.</summary>
/// <param name="Program">Version, commit and modules.</param>
/// <param name="DeviceKind">Kind of the device.</param>
/// <param name="Device">Its name.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="Processor">The processor beside it, whose elementary functions make what is drawn about.</param>
/// <param name="Runtime">The .NET runtime.</param>
internal sealed record ShardOrigin(
    string Program, string DeviceKind, string Device, string Driver, string Processor, string Runtime)
{
    /// <summary>The program that runs: its numbers are those of no other build.</summary>
    public static string ThisProgram { get; } = Build() + " " + RunIdentity.Hash(string.Join('\n', RunIdentity.Modules()))[..16];

    public static ShardOrigin Of(Device device)
    {
        var machine = Machine.Of(device, profile: string.Empty, data: string.Empty);
        return new ShardOrigin(
            ThisProgram, machine.DeviceKind, machine.Device, machine.Driver, machine.Processor, machine.Runtime);
    }

    /// <summary>The first thing in which two origins differ, as a sentence's end; null where they are equal.</summary>
    public string? Differs(ShardOrigin other)
    {
        (string What, string Ours, string Theirs)[] all =
        [
            ("program", Program, other.Program), ("kind of device", DeviceKind, other.DeviceKind), ("device", Device, other.Device),
            ("driver", Driver, other.Driver), ("processor", Processor, other.Processor), ("runtime", Runtime, other.Runtime),
        ];
        return all.Where(one => one.Ours != one.Theirs)
            .Select(one => $"its {one.What} is '{one.Theirs}', not '{one.Ours}'")
            .FirstOrDefault();
    }

    private static string Build() =>
        typeof(ShardOrigin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}

/// <summary>What a part drew of one run.</summary>
/// <param name="Title">The run.</param>
/// <param name="Elapsed">Time of its launches.</param>
/// <param name="Trees">Subtrees of its blocks, by component of the gradient.</param>
internal sealed record ShardRun(string Title, TimeSpan Elapsed, IReadOnlyList<IReadOnlyList<Subtree>> Trees)
{
    /// <summary>Whether it holds the run's blocks from the first to the one before the end, and no other.</summary>
    public bool Covers(GradientRun run, long first, long end) =>
        Title == run.Title && Trees.Count == run.Exact.Gradient.Length && Trees.All(tree =>
        {
            long next = first;
            foreach (Subtree subtree in tree)
            {
                bool isNext = subtree.Level is >= 0 and < 40 && subtree.Index >= 0 && subtree.FirstBlock == next
                    && subtree.Moments.Count == (1L << subtree.Level) * GradientSampler.BlockCalls;
                next = isNext ? subtree.LastBlock + 1 : -1;
            }

            return next == end;
        });
}
