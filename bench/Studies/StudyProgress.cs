namespace BayesBench.Studies;

/// <summary>How far a study is.</summary>
/// <param name="Done">Runs finished.</param>
/// <param name="Total">All runs.</param>
/// <param name="Current">What has just been measured.</param>
/// <param name="Cells">The cells measured so far: what is left of a study that is cancelled.</param>
public sealed record StudyProgress(int Done, int Total, string Current, IReadOnlyList<StudyCell> Cells);
