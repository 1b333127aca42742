namespace BayesBench.Models;

/// <summary>
/// The published schedule: stage i, counted from 0, has 3^i passes over the training images at the rate 0.001 * 10^(-i / 7), which the
/// authors' program rounds to a digit.
/// </summary>
/// <remarks>Source: Burda, Grosse and Salakhutdinov (2016), section 5; github.com/yburda/iwae, experiments.py.</remarks>
public static class EvidenceSchedule
{
    /// <summary>Stages of the whole schedule.</summary>
    public const int Stages = 8;

    /// <summary>Passes of the first so many stages: 3280 of all.</summary>
    public static int Passes(int stages) => ((int)Math.Pow(3, stages) - 1) / 2;

    /// <summary>The stage that a pass is of, both counted from 0.</summary>
    public static int StageOf(int pass)
    {
        int stage = 0;
        while (Passes(stage + 1) <= pass)
        {
            stage++;
        }

        return stage;
    }

    /// <summary>The learning rate of a stage.</summary>
    public static double Rate(int stage) => 1e-4 * Math.Round(Math.Pow(10, 1 - (stage / 7.0)), 1);
}
