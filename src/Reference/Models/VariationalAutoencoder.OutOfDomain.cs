using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Models;

/// <summary>Two scores of images by their log-evidence, each the share of known images that are no less strange.</summary>
/// <param name="Density">Of known images whose log-evidence is no greater: small where an image is improbable, and only there.</param>
/// <param name="Typicality">Of known images whose log-evidence is no nearer to the centre: small where it is too high as well.</param>
public sealed record OutOfDomainScores(double[] Density, double[] Typicality);

/// <content>Is an image of the kind that the model has learned?</content>
public static partial class VariationalAutoencoder
{
    /// <summary>How strange images are, by their log-evidence among that of known ones.</summary>
    /// <remarks>
    /// <para>Formula: <c>#{m: known[m] &lt;= logEvidence[n]} / M</c> and
    /// <c>#{m: |known[m] - centre| >= |logEvidence[n] - centre|} / M</c>.</para>
    /// <para>A low density alone does not tell: in many dimensions the data are not where their density is highest, and what is
    /// simpler than they are has a higher one. Source: Nalisnick et al. (2019), "Do deep generative models know what they don't
    /// know?"; for the second score, Nalisnick et al. (2019), "Detecting out-of-distribution inputs to deep generative models using
    /// typicality"; the deck, F51.</para>
    /// </remarks>
    /// <param name="logEvidence">ln p(x) of the images in question, shape [N], finite; at least one.</param>
    /// <param name="known">ln p(x) of images of the right kind that were not trained on, shape [M], finite; at least one.</param>
    /// <param name="centre">Of the known ones, their mean say; finite.</param>
    /// <returns>Both scores, each in [0, 1].</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static OutOfDomainScores OutOfDomainScore(double[] logEvidence, double[] known, double centre)
    {
        ArgumentNullException.ThrowIfNull(logEvidence);
        ArgumentNullException.ThrowIfNull(known);
        Guard.NotEmpty<double>(logEvidence);
        Guard.NotEmpty<double>(known);
        Guard.Finite(logEvidence);
        Guard.Finite(known);
        Guard.Finite(centre);
        return new OutOfDomainScores(
            Array.ConvertAll(logEvidence, value => Share(known, other => other <= value)),
            Array.ConvertAll(logEvidence, value => Share(known, other => Math.Abs(other - centre) >= Math.Abs(value - centre))));
    }

    private static double Share(double[] known, Func<double, bool> isNoLess) => (double)known.Count(isNoLess) / known.Length;
}
