using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011).
/// The same seed gives the same numbers on every machine; independent streams come from <see cref="Split"/> by name;
/// <see cref="State"/> is two numbers and restores a generator exactly.
/// </summary>
public sealed class Rng
{
    ulong _key;
    ulong _position;
    ulong _block = ulong.MaxValue;
    uint _a, _b, _c, _d;

    /// <summary>A generator at the start of the stream of <paramref name="seed"/>.</summary>
    public Rng(ulong seed) => _key = seed;

    /// <summary>A generator at a stored state.</summary>
    public Rng((ulong Key, ulong Position) state)
    {
        _key = state.Key;
        _position = state.Position;
    }

    /// <summary>The stream and how many 32-bit numbers have been drawn from it.</summary>
    public (ulong Key, ulong Position) State => (_key, _position);

    /// <summary>Takes up a stored state in place, for all who hold this generator.</summary>
    public void Restore((ulong Key, ulong Position) state)
    {
        (_key, _position) = state;
        _block = ulong.MaxValue;
    }

    /// <summary>An independent generator for a named purpose, the same whatever has been drawn from this one.</summary>
    public Rng Split(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = 14695981039346656037UL;
        foreach (var character in name) hash = (hash ^ character) * 1099511628211UL;
        PhiloxBlocks.One(hash, _key, out var a, out var b, out _, out _, high: ~0UL);
        return new Rng(((ulong)b << 32) | a);
    }

    /// <summary>An independent generator seeded with 64 bits drawn from this one, another at each call.</summary>
    public Rng Fork() => new(((ulong)NextUInt() << 32) | NextUInt());

    /// <summary>32 random bits.</summary>
    public uint NextUInt()
    {
        var block = _position >> 2;
        if (block != _block)
        {
            PhiloxBlocks.One(block, _key, out _a, out _b, out _c, out _d);
            _block = block;
        }
        return (_position++ & 3) switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };
    }

    /// <summary>As many calls of <see cref="NextUInt"/>, in much less time.</summary>
    public void Fill(Span<uint> numbers)
    {
        while (numbers.Length > 0 && (_position & 3) != 0)
        {
            numbers[0] = NextUInt();
            numbers = numbers[1..];
        }
        var blocks = numbers.Length / 4;
        if (blocks > 0)
        {
            PhiloxBlocks.Fill(numbers[..(4 * blocks)], _position >> 2, _key);
            _position += 4 * (ulong)blocks;
        }
        foreach (ref var number in numbers[(4 * blocks)..]) number = NextUInt();
    }

    /// <summary>Uniform in [0, 1), 24 bits.</summary>
    public float NextFloat() => (NextUInt() >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble()
    {
        var high = NextUInt();
        return Unit(high, NextUInt());
    }

    /// <summary>Uniform in 0 .. exclusiveMax - 1, without bias.</summary>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        var range = (uint)exclusiveMax;
        var threshold = (0u - range) % range;
        while (true)
        {
            // Lemire's multiplication: the high word is the number, a low word under the threshold would favour some.
            var product = (ulong)NextUInt() * range;
            if ((uint)product >= threshold) return (int)(product >> 32);
        }
    }

    /// <summary>Normal with mean 0 and deviation 1 (Box-Muller, computed in double).</summary>
    public float NextNormal()
    {
        var first = NextDouble();
        return Normal(first, NextDouble());
    }

    /// <summary>As many calls of <see cref="NextNormal"/>, in less time.</summary>
    public void FillNormal(Span<float> numbers)
    {
        const int Most = 64, Words = 4;
        Span<uint> bits = stackalloc uint[Most * Words];
        while (numbers.Length > 0)
        {
            var count = Math.Min(Most, numbers.Length);
            Fill(bits[..(count * Words)]);
            for (var i = 0; i < count; i++)
                numbers[i] = Normal(Unit(bits[Words * i], bits[(Words * i) + 1]), Unit(bits[(Words * i) + 2], bits[(Words * i) + 3]));
            numbers = numbers[count..];
        }
    }

    /// <summary>A random order of 0 .. count - 1 (Fisher-Yates).</summary>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        Permute(order);
        return order;
    }

    /// <summary>The same, written into <paramref name="order"/>, whose length is the count.</summary>
    public void Permute(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var j = NextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    static double Unit(uint high, uint low) => ((((ulong)high << 32) | low) >> 11) * (1.0 / (1UL << 53));

    static float Normal(double first, double second) => (float)(Math.Sqrt(-2 * Math.Log(1 - first)) * Math.Cos(2 * Math.PI * second));
}
