using BayesBench.Kernels.Networks;
using Xunit;

namespace BayesBench.Properties.Networks;

public class NetworkDescriptionTests
{
    [Theory]
    [InlineData("sparse 300, relu, sparse 100, relu, sparse 10", 784, 10, 266_200)]
    [InlineData("conv 20x5, pool 2, conv 50x5, pool 2, sparse 500, relu, sparse 10", 784, 10, 430_500)]
    [InlineData("dropout 0.5, dense 10", 3, 10, 30)]
    [InlineData("gaussian-dropout 0.25, drop-connect 7 0.5, tanh, flipout 3, sigmoid", 5, 3, 56)]
    [InlineData("local 2 prior 0.5, softplus, mean-field 3 mixture 0.25 1 0.002", 5, 3, 16)]
    [InlineData("sparse-conv 2x3, pool 2, relu, local 1", 36, 1, 26)]
    public void A_description_is_read_and_written_alike(string text, int inputs, int outputs, int weights)
    {
        NetworkDescription network = NetworkDescription.Parse(text, inputs);
        Assert.Equal(text, network.ToString());
        Assert.Equal((inputs, outputs, weights), (network.Inputs, network.Outputs, network.Weights));
        Assert.Equal(network.Parameters, network.InitialParameters(1).Length);
    }

    [Fact]
    public void Spaces_and_ways_to_write_a_number_do_not_matter() => Assert.Equal(
        "dropout 0.5, dense 10", NetworkDescription.Parse("  dropout\t5e-1 ,dense   10 ", 3).ToString());

    [Theory]
    [InlineData("dense 3,, relu", "network: layer 2 is empty; it must be one of dense, relu, tanh, softplus, sigmoid, dropout, gaussian-dropout, drop-connect, mean-field, local, flipout, sparse, conv, sparse-conv, pool.")]
    [InlineData("dense 3, rely", "network: layer 2, word 1 'rely': it must be one of dense, relu, tanh, softplus, sigmoid, dropout, gaussian-dropout, drop-connect, mean-field, local, flipout, sparse, conv, sparse-conv, pool.")]
    [InlineData("dense", "network: layer 1 'dense' ends early; a number of outputs must follow.")]
    [InlineData("dense 0", "network: layer 1, word 2 '0': it must be a number of outputs, at least 1.")]
    [InlineData("dense 3.5", "network: layer 1, word 2 '3.5': it must be a number of outputs, at least 1.")]
    [InlineData("dense 3 4", "network: layer 1, word 3 '4': nothing may follow 'dense 3'.")]
    [InlineData("relu 5", "network: layer 1, word 2 '5': nothing may follow 'relu'.")]
    [InlineData("dropout 1", "network: layer 1, word 2 '1': it must be a rate in [0, 1).")]
    [InlineData("dropout NaN", "network: layer 1, word 2 'NaN': it must be a rate in [0, 1).")]
    [InlineData("local 3 prior 0", "network: layer 1, word 4 '0': it must be a standard deviation above 0.")]
    [InlineData("local 3 mixture 1 1 1", "network: layer 1, word 4 '1': it must be a weight strictly between 0 and 1.")]
    [InlineData("dense 3 prior 1", "network: layer 1, word 3 'prior': nothing may follow 'dense 3'.")]
    [InlineData("conv 20", "network: layer 1, word 2 '20': it must be filters and their side, such as 20x5.")]
    [InlineData("conv 20x29", "network: layer 1, word 2 '20x29': the filters must fit into the input, 1x28x28.")]
    [InlineData("dense 4, conv 2x2", "network: layer 2, word 2 '2x2': the filters must fit into the input, 4x1x1.")]
    [InlineData("pool 3", "network: layer 1, word 2 '3': the side must be 2 and divide the input's, 1x28x28.")]
    [InlineData("conv 1x2, pool 2", "network: layer 2, word 2 '2': the side must be 2 and divide the input's, 1x27x27.")]
    [InlineData("dense 2000000, dense 2000000", "network: layer 2, word 2 '2000000': all layers together must have fewer than 2^31 parameters.")]
    public void What_is_wrong_is_named_with_its_place_and_the_rule(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => NetworkDescription.Parse(text, 784)).Message);

    [Fact]
    public void The_seed_is_the_key_of_the_initial_values()
    {
        NetworkDescription network = NetworkDescription.Parse("sparse 3, relu, local 2", 5);
        Assert.Equal(network.InitialParameters(0x2_0000_0001), network.InitialParameters(0x2_0000_0001));
        Assert.NotEqual(network.InitialParameters(1), network.InitialParameters(0x2_0000_0001));
    }
}
