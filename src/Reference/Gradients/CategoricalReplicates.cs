using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>Replicates and blocks of estimators for a categorical law: a call takes some uniform numbers and makes two components.</summary>
internal static class CategoricalReplicates
{
    /// <summary>The gradients of a replicate.</summary>
    public static double[] Gradients(PhiloxKey key, int numbers, uint replicate, Func<double[], double[]> call) =>
        [.. new ReplicateNoise(key, numbers).Uniforms(replicate).SelectMany(call)];

    /// <summary>The power sums of a block.</summary>
    public static double[] PowerSums(PhiloxKey key, int numbers, uint block, double[] centre, Func<double[], double[]> call)
    {
        var noises = new ReplicateNoise(key, numbers);
        return noises.PowerSums(block, centre, replicate => [.. noises.Uniforms(replicate).SelectMany(call)]);
    }
}
