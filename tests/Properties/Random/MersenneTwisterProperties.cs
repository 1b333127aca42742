using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Random;

public class MersenneTwisterProperties
{
    [Fact]
    public void Its_words_are_the_authors()
    {
        // Of the program's own seed: the first, and the ten thousandth, which the C++ standard asks for ([rand.predef]).
        uint[] words = MersenneTwister.Words(5489, 10_000);
        Assert.Equal([3499211612, 581869302, 3890346734, 3586334585, 545404204], words[..5]);
        Assert.Equal(4123659995, words[^1]);
    }

    [Fact]
    public void Another_seed_gives_other_words()
    {
        // NumPy's RandomState(1).
        Assert.Equal([1791095845, 4282876139], MersenneTwister.Words(1, 2));
        Assert.Empty(MersenneTwister.Words(1, 0));
    }

    [Fact]
    public void Orders_go_on_where_the_one_before_has_stopped()
    {
        int[][] orders = MersenneTwister.Permutations(1, 10, 3);
        // NumPy's RandomState(1).permutation(10).
        Assert.Equal([2, 9, 6, 4, 0, 3, 1, 7, 8, 5], orders[0]);
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, 10), order.Order()));
        Assert.NotEqual(orders[0], orders[1]);
        Assert.Equal(orders[..2], MersenneTwister.Permutations(1, 10, 2));
    }

    [Fact]
    public void A_single_thing_has_one_order_and_takes_no_word() =>
        Assert.Equal([[0], [0]], MersenneTwister.Permutations(7, 1, 2));

    [Fact]
    public void Bad_input_is_named()
    {
        var size = Assert.Throws<ArgumentOutOfRangeException>(() => MersenneTwister.Permutations(1, 0, 1));
        Assert.StartsWith("size is 0; it must be at least 1.", size.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MersenneTwister.Permutations(1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MersenneTwister.Words(1, -1));
    }
}
