using BayesBench.Reference.Random;

namespace BayesBench.Data;

/// <summary>
/// Digits drawn by the program itself, for when there is no MNIST: the strokes of a seven-segment display,
/// each image with its own place, size, slant, thickness, intensity and unsteady joints. They stand in for
/// real data so that everything runs; no result on them says anything about handwriting.
/// </summary>
/// <remarks>
/// An image is a pure function of (part, index), so the first n images do not depend on how many are drawn.
/// Beside Philox only + - * / and square root are used: the same bits on every machine.
/// </remarks>
public static class SyntheticDigits
{
    // The six joints of a seven-segment display, on the square [-1, 1] x [-1, 1], y downwards:
    //   0 - 1
    //   2 - 3
    //   4 - 5
    private static readonly (float X, float Y)[] Joints = [(-1, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (1, 1)];

    // Segments a to g: top, upper right, lower right, bottom, lower left, upper left, middle.
    private static readonly (int From, int To)[] Segments =
        [(0, 1), (1, 3), (3, 5), (4, 5), (2, 4), (0, 2), (2, 3)];

    private static readonly string[] Strokes =
        ["abcdef", "bc", "abdeg", "abcdg", "bcfg", "acdfg", "acdefg", "abc", "abcdefg", "abcdfg"];

    /// <summary>Draws a training and a test part of the given sizes, labels uniform and independent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static Digits Draw(int trainCount, int testCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trainCount);
        ArgumentOutOfRangeException.ThrowIfNegative(testCount);
        (float[] trainImages, byte[] trainLabels) = DrawPart(part: 0, trainCount);
        (float[] testImages, byte[] testLabels) = DrawPart(part: 1, testCount);
        return new(trainImages, trainLabels, testImages, testLabels, Synthetic: true);
    }

    private static (float[] Images, byte[] Labels) DrawPart(uint part, int count)
    {
        float[] images = new float[checked(count * Digits.Pixels)];
        byte[] labels = new byte[count];
        for (int index = 0; index < count; index++)
        {
            Uniforms uniforms = new(part, (ulong)index);
            labels[index] = (byte)(uniforms.Next() * Digits.Classes);
            DrawImage(images.AsSpan(index * Digits.Pixels, Digits.Pixels), labels[index], ref uniforms);
        }

        return (images, labels);
    }

    private static void DrawImage(Span<float> image, byte digit, ref Uniforms uniforms)
    {
        float centreX = uniforms.Between(12.5f, 14.5f), centreY = uniforms.Between(12.5f, 14.5f);
        float halfWidth = uniforms.Between(4.0f, 5.5f), halfHeight = uniforms.Between(7.0f, 8.5f);
        float slant = uniforms.Between(-0.15f, 0.15f);
        float halfThickness = uniforms.Between(0.7f, 1.4f), intensity = uniforms.Between(0.65f, 1.0f);
        Span<(float X, float Y)> joints = stackalloc (float, float)[Joints.Length];
        for (int joint = 0; joint < joints.Length; joint++)
        {
            (float x, float y) = Joints[joint];
            float below = y * halfHeight;
            joints[joint] = (
                centreX + (x * halfWidth) - (slant * below) + uniforms.Between(-0.5f, 0.5f),
                centreY + below + uniforms.Between(-0.5f, 0.5f));
        }

        foreach (char stroke in Strokes[digit])
        {
            (int from, int to) = Segments[stroke - 'a'];
            DrawStroke(image, joints[from], joints[to], halfThickness, intensity);
        }
    }

    /// <summary>Full ink up to the half thickness from the segment, fading over one pixel beyond it.</summary>
    private static void DrawStroke(
        Span<float> image, (float X, float Y) a, (float X, float Y) b, float halfThickness, float intensity)
    {
        float reach = halfThickness + 1;
        float directionX = b.X - a.X, directionY = b.Y - a.Y;
        float squaredLength = (directionX * directionX) + (directionY * directionY);
        (int top, int bottom) = Range(a.Y, b.Y, reach);
        (int left, int right) = Range(a.X, b.X, reach);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                float x = column - a.X, y = row - a.Y;
                float along = Math.Clamp(((x * directionX) + (y * directionY)) / squaredLength, 0, 1);
                float offX = x - (along * directionX), offY = y - (along * directionY);
                float distance = MathF.Sqrt((offX * offX) + (offY * offY));
                ref float pixel = ref image[(row * Digits.Side) + column];
                // The darker of two strokes, so that a joint is no blot.
                pixel = Math.Max(pixel, intensity * Math.Clamp(reach - distance, 0, 1));
            }
        }
    }

    private static (int First, int Last) Range(float a, float b, float reach) => (
        Math.Max(0, (int)MathF.Floor(Math.Min(a, b) - reach)),
        Math.Min(Digits.Side - 1, (int)MathF.Ceiling(Math.Max(a, b) + reach)));

    /// <summary>The uniform numbers of one image: stream is the part, replicate the index, four to a block.</summary>
    private struct Uniforms(uint part, ulong index)
    {
        private static readonly PhiloxKey Key = PhiloxKey.From(0x6469676974); // "digit"
        private Words _block;
        private uint _used;

        public float Next()
        {
            uint lane = _used % 4;
            if (lane == 0)
            {
                _block = Philox4x32.Block(Words.Counter(_used / 4, part, index), Key);
            }

            _used++;
            uint word = lane switch { 0 => _block.W0, 1 => _block.W1, 2 => _block.W2, _ => _block.W3 };
            // Exact: every value of the map is a float.
            return (float)UnitInterval.FromWord(word);
        }

        public float Between(float low, float high) => low + ((high - low) * Next());
    }
}
