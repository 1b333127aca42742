namespace BayesBench.Agreements;

/// <summary>One topic's agreements. The registry finds every class that implements this.</summary>
public interface ITopic
{
    /// <summary>The topic's agreements.</summary>
    static abstract IEnumerable<Agreement> Agreements { get; }
}
