namespace BayesBench.Peers.Cases;

/// <summary>Every comparison, in the order of the table. A new one is an entry in one of the lists.</summary>
internal static class AllCases
{
    public static IReadOnlyList<PeerCase> List { get; } =
    [
        .. Draws.List,
        .. Studies.List,
        .. Elementwise.List,
        .. ByRows.List,
        new CholeskyCase(),
        new MomentsCase(),
        new GramCase(),
        .. Passes.List,
        new DropoutCase(),
        new LocalLayersCase(),
        new AdamCase(),
        new TrainingCase(),
        new SparseTrainingCase(),
        new AutoencoderTrainingCase(),
        new AutoencoderBoundCase(),
    ];
}
