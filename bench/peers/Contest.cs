using BayesBench.Support;

namespace BayesBench.Peers;

/// <summary>One way to do the work of a case.</summary>
/// <param name="Name">Whose: ours, or a library's and which way of using it.</param>
/// <param name="How">Precision, in place or not, chunks.</param>
/// <param name="Run">Does all items once, to the end.</param>
/// <param name="Check">Refuses what the last run gave unless it is right.</param>
internal sealed record Contestant(string Name, string How, Action Run, Action Check)
{
    /// <summary>Overwrites what earlier runs left, so that what is checked comes from the run that is.</summary>
    public Action Forget { get; init; } = () => { };
}

/// <summary>A case on a device: who does its work, ours first, with all memory allocated.</summary>
/// <param name="items">Items of one run.</param>
internal sealed class Contest(long items) : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly List<Contestant> _contestants = [];

    public long Items { get; } = items;

    public IReadOnlyList<Contestant> Contestants => _contestants;

    public void Add(Contestant contestant) => _contestants.Add(contestant);

    public T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }

    public void Dispose()
    {
        for (int i = _owned.Count - 1; i >= 0; i--)
        {
            _owned[i].Dispose();
        }
    }
}

/// <summary>The same work for our kernel and for other libraries.</summary>
/// <param name="id">Our formula.</param>
/// <param name="work">What is done, in a sentence.</param>
/// <param name="cost">What an item costs at least.</param>
internal abstract class PeerCase(string id, string work, Cost cost)
{
    public string Id { get; } = id;

    public string Work { get; } = work;

    public Cost Cost { get; } = cost;

    /// <summary>Allocates, and verifies our kernel against its reference.</summary>
    public abstract Contest Open(Arena arena);
}
