using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Training;

/// <summary>A model that gives images a log-evidence, which may tell what it has learned from what it has not.</summary>
public interface IDomainModel
{
    /// <summary>Scores of test images, and of images that are none; empty where there are too few.</summary>
    IReadOnlyList<DomainRow> Domains();
}

/// <summary>A row of out-of-domain.csv: an image and its scores.</summary>
/// <param name="Domain">Where it is from.</param>
/// <param name="Image">Counts from 0.</param>
/// <param name="LogEvidence">Estimate of ln p(x), in nats.</param>
/// <param name="Density">Share of known test images whose log-evidence is no greater.</param>
/// <param name="Typicality">Share of known test images whose log-evidence is no nearer to their mean.</param>
public sealed record DomainRow(string Domain, int Image, float LogEvidence, float Density, float Typicality);

/// <summary>A row of out-of-domain-summary.csv: what the scores tell of a domain.</summary>
/// <param name="Domain">Which.</param>
/// <param name="Images">How many.</param>
/// <param name="LogEvidence">Mean, in nats.</param>
/// <param name="BelowDigits">
/// How often one of its images has a lower log-evidence than a test digit has: 1 is told by it, 0.5 is not told, below it is told wrongly.
/// </param>
/// <param name="StrangeByDensity">Share whose density is below 5%.</param>
/// <param name="StrangeByTypicality">Share whose typicality is below 5%.</param>
public sealed record DomainSummary(
    string Domain, int Images, double LogEvidence, double BelowDigits, double StrangeByDensity, double StrangeByTypicality);

/// <summary>Test digits among images that are none: noise, shuffled and inverted digits, which p(x) tells, and dim and black ones.</summary>
/// <remarks>
/// What is simpler than the data has the higher p(x), and is taken for them by it: Nalisnick et al. (2019), "Do deep generative models
/// know what they don't know?"
/// </remarks>
public static class OutOfDomain
{
    /// <summary>What test digits that are not among the known are called.</summary>
    public const string Digits = "test digits";

    private const int Most = 500;
    private const double Strange = 0.05;
    private const uint NoiseStream = 0x0F03, OrderStream = 0x0F04;

    /// <summary>Scores the first images, half of them as those that are known, and what is made of the others.</summary>
    /// <param name="device">Where.</param>
    /// <param name="images">Test images, shape [N, 784].</param>
    /// <param name="logEvidence">Of images; the number tells one set of images from another.</param>
    /// <param name="seed">Of what is drawn.</param>
    public static IReadOnlyList<DomainRow> Scores(Device device, float[] images, Func<float[], int, float[]> logEvidence, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(logEvidence);
        int count = Math.Min(Most, images.Length / Data.Digits.Pixels / 2);
        if (count == 0)
        {
            return [];
        }

        int length = count * Data.Digits.Pixels;
        using DeviceArray<float> known = device.Upload<float>(logEvidence(images[..length], 0));
        float centre = known.ToArray().Average();
        using DeviceArray<float> value = device.Allocate<float>(count), density = device.Allocate<float>(count);
        using DeviceArray<float> typicality = device.Allocate<float>(count);
        var rows = new List<DomainRow>();
        foreach ((int index, (string domain, float[] of)) in Domains(images[length..(2 * length)], PhiloxKey.From(seed)).Index())
        {
            value.CopyFrom(logEvidence(of, index + 1));
            VariationalAutoencoderKernels.OutOfDomainScore(device, value, known, centre, density, typicality);
            float[] values = value.ToArray(), densities = density.ToArray(), typicalities = typicality.ToArray();
            rows.AddRange(values.Select((evidence, i) => new DomainRow(domain, i, evidence, densities[i], typicalities[i])));
        }

        return rows;
    }

    /// <summary>Sums rows up, domain by domain.</summary>
    public static IReadOnlyList<DomainSummary> Summary(IReadOnlyList<DomainRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        float[] digits = [.. rows.Where(row => row.Domain == Digits).Select(row => row.LogEvidence)];
        return
        [
            .. rows.GroupBy(row => row.Domain).Select(domain => new DomainSummary(
                domain.Key,
                domain.Count(),
                domain.Average(row => (double)row.LogEvidence),
                domain.Average(row => digits.Average(digit => row.LogEvidence < digit ? 1 : row.LogEvidence == digit ? 0.5 : 0)),
                domain.Average(row => row.Density < Strange ? 1.0 : 0),
                domain.Average(row => row.Typicality < Strange ? 1.0 : 0))),
        ];
    }

    private static IEnumerable<(string Domain, float[] Images)> Domains(float[] digits, PhiloxKey key)
    {
        float[] noise = [.. UnitInterval.Fill(key, NoiseStream, 0, digits.Length).Select(u => (float)u)];
        int[] places = [.. Enumerable.Range(0, Data.Digits.Pixels)];
        Array.Sort(UnitInterval.Fill(key, OrderStream, 0, places.Length), places);
        yield return (Digits, digits);
        yield return ("uniform noise", noise);
        yield return ("shuffled pixels", [.. digits.Index().Select(pixel => digits[pixel.Index - (pixel.Index % places.Length) + places[pixel.Index % places.Length]])]);
        yield return ("inverted", Array.ConvertAll(digits, pixel => 1 - pixel));
        yield return ("a quarter as bright", Array.ConvertAll(digits, pixel => pixel / 4));
        yield return ("black", new float[digits.Length]);
    }
}
