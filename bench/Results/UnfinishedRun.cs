using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BayesBench.Data;
using BayesBench.Support;

namespace BayesBench.Results;

/// <summary>
/// The parts that a run has done. They are kept until it ends, so that the same run, when it was cut short, is taken up
/// where it stopped: numbers come back to the same bits, and a part that was done is not done again.
/// </summary>
public sealed class UnfinishedRun : IDisposable
{
    // Numbers of another week are not mixed with today's.
    private static readonly TimeSpan OldAge = TimeSpan.FromDays(7);

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Parts are made side by side.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Action<string> _tell;
    private readonly TimeSpan _interval;
    private PartsFile? _file;
    private long _lastDraft = Stopwatch.GetTimestamp();

    /// <summary>Takes up what an equal run left in a folder, or begins.</summary>
    /// <param name="folder">Where unfinished runs are kept; null keeps nothing.</param>
    /// <param name="identity">What must be equal for a part to be reused, see <see cref="RunIdentity"/>.</param>
    /// <param name="fresh">Throws away what is left, and begins.</param>
    /// <param name="tell">Takes what the user should know, a line each.</param>
    /// <param name="interval">Least time between two drafts of parts; null is two seconds.</param>
    public UnfinishedRun(string? folder, string identity, bool fresh, Action<string> tell, TimeSpan? interval = null)
    {
        (_tell, _interval) = (tell, interval ?? TimeSpan.FromSeconds(2));
        if (folder is null)
        {
            return;
        }

        Try(() =>
        {
            Sweep(folder);
            _file = new PartsFile(Path.Combine(folder, RunIdentity.Hash(identity)[..16] + ".parts"));
            if (fresh || !TakeUp(identity))
            {
                _entries.Clear();
                _file.Clear();
                _file.Append(JsonSerializer.Serialize(new Head(Began, identity), Json));
            }
        });
    }

    /// <summary>Where the program keeps unfinished runs: in the user's cache, never among results.</summary>
    public static string DefaultFolder => Path.Combine(DataDirectory.Cache(), "unfinished");

    /// <summary>A run that keeps nothing.</summary>
    public static UnfinishedRun None { get; } = new(null, string.Empty, fresh: false, _ => { });

    /// <summary>When the run began, UTC.</summary>
    public DateTime Began { get; private set; } = DateTime.UtcNow;

    /// <summary>Number of parts that are done.</summary>
    public int Done => _entries.Values.Count(entry => entry.IsWhole);

    /// <summary>Whether parts are kept, as far as one can tell.</summary>
    public bool IsKept => _file is not null;

    /// <summary>A part of the run: as it was made, or made now and kept.</summary>
    /// <param name="name">The same for the same part of an equal run, and for no other.</param>
    /// <param name="make">Makes it; what it throws is not kept.</param>
    public T Part<T>(string name, Func<T> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        if (Find<T>(name, isWhole: true, out T? kept))
        {
            return kept!;
        }

        T made = make();
        Keep(name, isWhole: true, made);
        return made;
    }

    /// <summary>What has last been kept of a part that takes long; the default value where nothing has.</summary>
    public T? Draft<T>(string name) => Find(name, isWhole: false, out T? draft) ? draft : default;

    /// <summary>Keeps what there is of a part, now and then.</summary>
    public void KeepDraft<T>(string name, Func<T> draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (IsKept && Stopwatch.GetElapsedTime(_lastDraft) >= _interval)
        {
            Keep(name, isWhole: false, draft());
            _lastDraft = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>The run has ended by itself: the next one measures anew.</summary>
    public void Finish()
    {
        _entries.Clear();
        _file?.Remove();
        _file = null;
    }

    public void Dispose()
    {
        if (_entries.Count == 0)
        {
            Finish();
        }

        _file?.Dispose();
        _file = null;
    }

    private bool TakeUp(string identity)
    {
        try
        {
            if (_file!.Lines is not [var first, .. var lines] || Parse<Head>(first) is not { } head || head.Identity != identity)
            {
                return false;
            }

            foreach (string line in lines)
            {
                Entry entry = Parse<Entry>(line);
                _entries[entry.Name] = entry;
            }

            Began = head.Began;
        }
        catch (JsonException)
        {
            return false; // whole lines, but not ours
        }

        if (_entries.Count > 0)
        {
            string date = Began.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            _tell(Format.Invariant($"taking up an unfinished run of {date}: {Done} parts are done (--fresh begins anew)."));
        }

        return true;
    }

    private bool Find<T>(string name, bool isWhole, out T? value)
    {
        value = default;
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(name, out entry) || entry.IsWhole != isWhole)
            {
                return false;
            }
        }

        try
        {
            value = entry.Value.Deserialize<T>(Json);
            return value is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Keep<T>(string name, bool isWhole, T value)
    {
        if (_file is not null)
        {
            var entry = new Entry(name, isWhole, JsonSerializer.SerializeToElement(value, Json));
            string line = JsonSerializer.Serialize(entry, Json);
            lock (_gate)
            {
                _entries[name] = entry;
                Try(() => _file?.Append(line));
            }
        }
    }

    // A run that cannot be kept is still a run.
    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _tell($"this run is not kept against an interruption: {ErrorText.Of(e)}");
            _file?.Dispose();
            _file = null;
        }
    }

    private static void Sweep(string folder)
    {
        foreach (string path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.parts") : [])
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > OldAge)
            {
                PartsFile.RemoveUnheld(path);
            }
        }
    }

    private static T Parse<T>(string line) => JsonSerializer.Deserialize<T>(line, Json) ?? throw new JsonException();

    private sealed record Head(DateTime Began, string Identity);

    private sealed record Entry(string Name, bool IsWhole, JsonElement Value);
}
