namespace BayesBench.Agreements.Gradients;

/// <summary>
/// Problems and estimators of somebody else's assembly: <c>variance --with my.dll</c> makes one of every public class that
/// implements this, and has what it holds beside the suite's own.
/// </summary>
public interface IStudyExtension
{
    /// <summary>Families of problems; their names are new.</summary>
    IReadOnlyList<ProblemFamily> Problems => [];

    /// <summary>Estimators. One of a name that the suite has adds its kinds of problems to the suite's.</summary>
    IReadOnlyList<EstimatorEntry> Estimators => [];
}
