namespace Assay.Counting;

/// <summary>Numbers of which each follows from the one before: whoever loses or repeats a step ends elsewhere.</summary>
public static class Chain
{
    /// <summary>The next number.</summary>
    public static ulong Next(ulong state) => (state * 6364136223846793005UL) + 1442695040888963407UL;

    /// <summary>The first number of a run.</summary>
    public static ulong Begin(double x, ulong seed) => BitConverter.DoubleToUInt64Bits(x) ^ (seed * 0x9E3779B97F4A7C15UL);

    /// <summary>The number after so many steps, as a loss from 0 to 1.</summary>
    public static double Loss(double x, ulong seed, int steps)
    {
        var state = Begin(x, seed);
        for (var step = 0; step < steps; step++) state = Next(state);
        return Loss(state);
    }

    /// <summary>A number as a loss from 0 to 1.</summary>
    public static double Loss(ulong state) => (state >> 11) * (1.0 / (1UL << 53));
}
