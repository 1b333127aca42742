using BayesBench.Reference.Probability;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

public class NormalProperties
{
    [Property]
    public void Density_is_symmetric_about_the_mean(short distance) =>
        Assert.Equal(Normal.LogDensity(distance, 0, 2), Normal.LogDensity(-distance, 0, 2));
}
