using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The noise of one call of an estimator that does not take one number a sample.</summary>
/// <param name="Numbers">How many numbers.</param>
/// <param name="Given">Such noise, for a call on given noise.</param>
/// <param name="Drawn">That of each call of a replicate.</param>
internal sealed record CallNoise(
    int Numbers, Func<InputSource, double[]> Given, Func<ReplicateNoise, ulong, double[][]> Drawn)
{
    /// <summary>Lengths of two normal numbers and normal numbers in turn.</summary>
    public static CallNoise RayleighNormals(int numbers) => new(
        numbers,
        source => [.. Enumerable.Range(0, numbers).Select(i =>
            i % 2 == 0 ? double.Hypot(source.Normal(), source.Normal()) : source.Normal())],
        (noise, replicate) => noise.RayleighNormals(replicate));

    /// <summary>Normal numbers.</summary>
    public static CallNoise Normals(int numbers) => new(
        numbers, source => source.Vector(numbers, s => s.Normal()), (noise, replicate) => noise.Normals(replicate));

    /// <summary>Two normal numbers, two uniform ones and so on.</summary>
    public static CallNoise NormalsAndUniforms(int numbers) => new(
        numbers,
        source => [.. Enumerable.Range(0, numbers).Select(i => i % 4 < 2 ? source.Normal() : source.Uniform(0, 1))],
        (noise, replicate) => noise.NormalsAndUniforms(replicate));

    /// <summary>Uniform numbers.</summary>
    public static CallNoise Uniforms(int numbers) => new(
        numbers, source => source.Vector(numbers, s => s.Uniform(0, 1)), (noise, replicate) => noise.Uniforms(replicate));
}
