using Assay.Tensors;

namespace Assay.Faults;

/// <summary>Nine ternary digits to a distance from the origin or back to themselves: as the study ternary.</summary>
static class BallTasks
{
    const int Digits = 9;

    /// <summary>To a hyperbolic distance from the origin.</summary>
    public static IReadOnlyList<DataTask> Radii { get; } =
    [
        new("leading-zeros", new TaskShape([Digits], [1]), (_, rng) => Radius(rng, LeadingZeros), _ => []),
        new("positives", new TaskShape([Digits], [1]), (_, rng) => Radius(rng, Positives), _ => []),
        new("balance", new TaskShape([Digits], [1]), (_, rng) => Radius(rng, Balance), _ => []),
    ];

    /// <summary>To themselves, from digits of which some repeat others.</summary>
    public static IReadOnlyList<DataTask> Copies { get; } =
    [
        new("mirrored", new TaskShape([Digits], [Digits]), (_, rng) => Copy(rng, (d, i) => i < 5 ? d : 8 - i), _ => []),
        new("periodic", new TaskShape([Digits], [Digits]), (_, rng) => Copy(rng, (d, i) => i < 4 ? d : i - 4), _ => []),
        new("thirds", new TaskShape([Digits], [Digits]), (_, rng) => Copy(rng, (d, i) => i < 3 ? d : i % 3), _ => []),
    ];

    static ExampleWriter Radius(Rng rng, Func<float[], double> level)
    {
        var digits = new float[Digits];
        return (x, y) =>
        {
            // Zeros are as likely as the rest together, so that every level is seen.
            for (var i = 0; i < Digits; i++) digits[i] = rng.NextInt(4) switch { 0 => -1, 1 => 1, _ => 0 };
            digits.CopyTo(x);
            y[0] = (float)(2.4 - (0.22 * level(digits)));
        };
    }

    static ExampleWriter Copy(Rng rng, Func<int, int, int> source) => (x, y) =>
    {
        for (var i = 0; i < Digits; i++)
        {
            var from = source(i, i);
            x[i] = from == i ? rng.NextInt(3) - 1 : x[from];
        }
        x.CopyTo(y);
        // What is read is a little noisy, so that no two examples are the same.
        foreach (ref var digit in x) digit += 0.02f * rng.NextNormal();
    };

    static double LeadingZeros(float[] digits)
    {
        var count = 0;
        while (count < Digits && digits[count] == 0) count++;
        return Math.Min(6, 2 * count);
    }

    static double Positives(float[] digits) => digits.Count(digit => digit == 1);

    static double Balance(float[] digits) => Math.Min(8, Math.Abs(digits.Sum()) * 1.6);
}
