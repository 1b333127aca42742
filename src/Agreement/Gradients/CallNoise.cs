using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The noise of one call of an estimator that does not take one number a sample.</summary>
/// <param name="Numbers">How many numbers a call of so many samples on a problem takes.</param>
/// <param name="Given">So many such numbers, for a call on given noise.</param>
/// <param name="Drawn">That of each call of a replicate.</param>
internal sealed record CallNoise(
    Func<GradientProblem, int, int> Numbers,
    Func<InputSource, int, double[]> Given,
    Func<ReplicateNoise, ulong, double[][]> Drawn)
{
    /// <summary>Lengths of two normal numbers and normal numbers in turn.</summary>
    public static CallNoise RayleighNormals(int numbers) => new(
        (_, _) => numbers,
        (source, count) => [.. Enumerable.Range(0, count).Select(i =>
            i % 2 == 0 ? double.Hypot(source.Normal(), source.Normal()) : source.Normal())],
        (noise, replicate) => noise.RayleighNormals(replicate));

    /// <summary>Normal numbers.</summary>
    public static CallNoise Normals(int numbers) => Normals((_, _) => numbers);

    /// <summary>As many normal numbers as a problem asks for.</summary>
    public static CallNoise Normals(Func<GradientProblem, int, int> numbers) => new(
        numbers, (source, count) => source.Vector(count, s => s.Normal()), (noise, replicate) => noise.Normals(replicate));

    /// <summary>A normal number for each sample, of scrambled points.</summary>
    public static CallNoise ScrambledNormals { get; } = new(
        (_, samples) => samples,
        (source, count) => source.Vector(count, s => s.Normal()),
        (noise, replicate) => noise.ScrambledNormals(replicate));

    /// <summary>Two normal numbers, two uniform ones and so on.</summary>
    public static CallNoise NormalsAndUniforms(int numbers) => new(
        (_, _) => numbers,
        (source, count) => [.. Enumerable.Range(0, count).Select(i => i % 4 < 2 ? source.Normal() : source.Uniform(0, 1))],
        (noise, replicate) => noise.NormalsAndUniforms(replicate));

    /// <summary>Uniform numbers.</summary>
    public static CallNoise Uniforms(int numbers) => Uniforms((_, _) => numbers);

    /// <summary>A uniform number for each bit of each sample.</summary>
    public static CallNoise UniformsOfBits { get; } =
        Uniforms((problem, samples) => samples * BitsOf(problem));

    private static CallNoise Uniforms(Func<GradientProblem, int, int> numbers) => new(
        numbers, (source, count) => source.Vector(count, s => s.Uniform(0, 1)), (noise, replicate) => noise.Uniforms(replicate));

    private static int BitsOf(GradientProblem problem) =>
        problem is BaselineProblem { Law: var law } ? BitsOf(law) : ((BernoulliToyProblem)problem).Targets.Length;
}
