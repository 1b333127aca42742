using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Random;

/// <summary>
/// The Mersenne Twister MT19937 as NumPy's RandomState runs it: published experiments are split by it. Nothing else here draws from
/// it, for its numbers come one after the other only.
/// </summary>
/// <remarks>
/// Source: Matsumoto and Nishimura (1998), Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number
/// generator; the seeding is that of their program of 2002.
/// </remarks>
public static class MersenneTwister
{
    private const int Length = 624, Middle = 397;

    /// <summary>The first words of a seed.</summary>
    /// <param name="seed">Any; 5489 is the program's own.</param>
    /// <param name="count">How many words, not negative.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static uint[] Words(uint seed, int count)
    {
        Guard.AtLeast(count, 0);
        var generator = new Generator(seed);
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }

    /// <summary>The first random orders of a number of things: what RandomState(seed).permutation(size), asked again and again,
    /// gives.</summary>
    /// <remarks>
    /// <para>From the last place down to the second, the thing there changes places with that of a random place up to it. A place is
    /// drawn from the lowest bits that can hold it, again and again until it is not too large.</para>
    /// <para>Source: Durstenfeld (1964), Algorithm 235: random permutation.</para>
    /// </remarks>
    /// <param name="seed">Any.</param>
    /// <param name="size">N, at least 1.</param>
    /// <param name="count">How many orders, not negative; one goes on where the one before has stopped.</param>
    /// <returns>Shape [count, N], each row the numbers from 0 to N - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static int[][] Permutations(uint seed, int size, int count)
    {
        Guard.AtLeast(size, 1);
        Guard.AtLeast(count, 0);
        var generator = new Generator(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            int[] order = [.. Enumerable.Range(0, size)];
            for (int last = size - 1; last > 0; last--)
            {
                int place = generator.UpTo(last);
                (order[last], order[place]) = (order[place], order[last]);
            }

            return order;
        })];
    }

    // Words x[k + 624] = x[k + 397] ^ (upper bit of x[k], lower bits of x[k + 1]) A, each tempered when it is given out.
    private sealed class Generator
    {
        private readonly uint[] _state = new uint[Length];
        private int _next;

        public Generator(uint seed)
        {
            _state[0] = seed;
            for (int i = 1; i < Length; i++)
            {
                uint before = _state[i - 1];
                _state[i] = unchecked((1812433253 * (before ^ (before >> 30))) + (uint)i);
            }
        }

        public uint Next()
        {
            // One word is renewed at a time, just before it is due: all that it depends on stands as it must.
            int k = _next;
            uint joined = (_state[k] & 0x80000000) | (_state[(k + 1) % Length] & 0x7FFFFFFF);
            uint word = _state[(k + Middle) % Length] ^ (joined >> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908B0DF);
            _state[k] = word;
            _next = (k + 1) % Length;
            word ^= word >> 11;
            word ^= (word << 7) & 0x9D2C5680;
            word ^= (word << 15) & 0xEFC60000;
            return word ^ (word >> 18);
        }

        public int UpTo(int largest)
        {
            uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount((uint)largest);
            uint value;
            do
            {
                value = Next() & mask;
            }
            while (value > largest);
            return (int)value;
        }
    }
}
