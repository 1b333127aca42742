using System.Runtime.CompilerServices;

namespace BayesBench.Evaluation;

/// <summary>One line of the input as bytes; null where it is longer than a line may be.</summary>
public readonly record struct InputLine(int Number, byte[]? Bytes);

/// <summary>Cuts a stream into lines of bounded length, without the byte-order mark.</summary>
public static class LineReader
{
    /// <summary>Longest line that is read; a longer one is skipped without being held in memory.</summary>
    public const int LongestLine = 1 << 26;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>All lines, numbered from 1.</summary>
    public static async IAsyncEnumerable<InputLine> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[1 << 16];
        var line = new MemoryStream();
        bool isTooLong = false;
        int number = 1;
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            int start = 0;
            while (start < count)
            {
                int end = Array.IndexOf(buffer, (byte)'\n', start, count - start);
                int length = (end < 0 ? count : end) - start;
                isTooLong |= line.Length + length > LongestLine;
                if (!isTooLong)
                {
                    line.Write(buffer, start, length);
                }

                start += length;
                if (end >= 0)
                {
                    yield return Cut();
                    number++;
                    start++;
                }
            }
        }

        if (line.Length > 0 || isTooLong)
        {
            yield return Cut();
        }

        InputLine Cut()
        {
            byte[]? bytes = isTooLong ? null : line.ToArray();
            bool hasMark = number == 1 && bytes.AsSpan().StartsWith(ByteOrderMark);
            line.SetLength(0);
            isTooLong = false;
            return new InputLine(number, hasMark ? bytes![ByteOrderMark.Length..] : bytes);
        }
    }
}
