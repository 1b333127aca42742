"""Random: Philox4x32 by its published round, the unit interval, Box-Muller."""

from mpmath import cospi, log, mpf, sinpi, sqrt

from oracle import formula, rows

MASK = 0xFFFFFFFF


def philox(counter, key, rounds=10):
    """Salmon, Moraes, Dror and Shaw (2011): a round multiplies words 0 and 2, the key grows by Weyl steps."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for _ in range(rounds):
        product0, product1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (product1 >> 32) ^ c1 ^ k0, product1 & MASK, (product0 >> 32) ^ c3 ^ k1, product0 & MASK
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return [c0, c1, c2, c3]


def verify_philox(path):
    """The published known answers of Random123: rounds, counter, key, output, in hexadecimal."""
    lines = path.read_text().splitlines()
    for line in lines:
        rounds, *words = line.split()
        words = [int(word, 16) for word in words]
        if philox(words[:4], words[4:6], int(rounds)) != words[6:]:
            raise ArithmeticError(f"Philox does not give the published answer: {line}")
    return len(lines)


def lattice(count, stream, unit, half_range=2**15):
    """Long rows need many plain numbers: multiples of `unit` (a power of two) within +-half_range units."""
    words = [word for i in range((count + 3) // 4) for word in philox([i, stream, 0, 0], [0x60, 0x1D])]
    return [(word % (2 * half_range + 1) - half_range) * unit for word in words[:count]]


def simplex(count, stream):
    """Positive multiples of a power of two whose sum is exactly 1."""
    weights = [1 + word % 512 for word in (abs(int(x)) for x in lattice(count, stream, 1))]
    total = 1 << (sum(weights) - 1).bit_length()
    share, rest = divmod(total - sum(weights), count)
    return [(weight + share + (rest if i == 0 else 0)) / total for i, weight in enumerate(weights)]


@formula("philox-4x32.block")
def block(counter, key):
    return philox(counter, key)


@formula("unit-interval.from-word")
def from_word(word):
    return mpf((word >> 8) or mpf(1) / 2) / 2**24


@formula("box-muller.from-words")
def box_muller(radiusWord, angleWord):
    radius = sqrt(-2 * log(mpf(radiusWord + 1) / 2**32))
    turn = mpf(angleWord) / 2**31
    return [radius * cospi(turn), radius * sinpi(turn)]


rows(
    "philox-4x32.block",
    ([MASK, 0, 0, 0], [0, 0]),
    ([0, 1, 0, 0], [0, 0]),
    ([MASK, MASK, 0, 0], [1, 2]),
    ([0, 0, 1, 0], [1, 2]),
    ([MASK, MASK, MASK, 0], [0xDEADBEEF, 0xCAFEF00D]),
    ([0, 0, 0, 1], [0xDEADBEEF, 0xCAFEF00D]),
    ([MASK, MASK, MASK, MASK], [0, 0]),
    ([MASK - 1, 7, MASK, 3], [MASK, 0]),
    ([MASK, 7, MASK, 3], [MASK, 0]),
    ([0, 8, MASK, 3], [MASK, 0]),
    ([0x80000000, 0x7FFFFFFF, 0x80000001, 0x7FFFFFFE], [0x80000000, 0x7FFFFFFF]),
    # The key's Weyl steps wrap on the first bump.
    ([1, 2, 3, 4], [0x61C88647, 0x4498517B]),
    ([1, 2, 3, 4], [0x61C88646, 0x4498517A]),
)
rows(
    "unit-interval.from-word",
    0, 1, 255, 256, 257, 511, 512, 0x7FFFFFFF, 0x80000000, 0x800000FF, 0x80000100, 0xFFFFFEFF, 0xFFFFFF00, MASK,
)
rows(
    "box-muller.from-words",
    *((radius, 0x12345678) for radius in (0, 1, 2**31 - 1, 2**31, 2**31 + 1, MASK - 1, MASK)),
    *((0, (quadrant + offset) & MASK) for quadrant in (0, 2**30, 2**31, 3 * 2**30) for offset in (-1, 0, 1)),
    (MASK - 1, 0), (MASK, 2**30), (MASK // 3, 2**29), (0x9E3779B9, 0xBB67AE85),
)
