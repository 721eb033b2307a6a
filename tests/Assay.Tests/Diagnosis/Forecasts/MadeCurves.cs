using Assay.Diagnosis;
using Assay.Statistics;

namespace Assay.Tests.Diagnosis.Forecasts;

/// <summary>Curves whose course is known.</summary>
static class MadeCurves
{
    /// <summary>Values at steps 10, 20, ... with relative noise.</summary>
    public static Curve Of(Func<double, double> course, int points, double noise = 0, ulong seed = 1)
    {
        var generator = new CounterGenerator(seed);
        var curve = new Curve();
        for (var index = 1; index <= points; index++) curve.Add(10.0 * index, course(10.0 * index) * Math.Exp(noise * generator.NextNormal()));
        return curve;
    }

    /// <summary>
    /// A fall by steps of drawn size and place, smoothed, to a drawn level, with drawn noise: none of the ensemble's families.
    /// </summary>
    public static Curve Stairs(ulong seed)
    {
        var generator = new CounterGenerator(seed);
        var steps = Enumerable.Range(0, 12).Select(_ => (Place: 2000 * Math.Pow(generator.NextDouble(), 3), Size: generator.NextDouble(), Width: 10 + 200 * generator.NextDouble())).ToList();
        var level = 0.2 + 3 * generator.NextDouble();
        var noise = 0.02 + 0.08 * generator.NextDouble();
        return Of(step => level + steps.Sum(stair => stair.Size / (1 + Math.Exp(Math.Clamp((step - stair.Place) / stair.Width, -50, 50)))), points: 200, noise, seed + 1000);
    }

    /// <summary>A fall of drawn size and of a pace drawn over two decades, to a drawn level: smooth, and none of the ensemble's families.</summary>
    public static Curve Smooth(ulong seed)
    {
        var generator = new CounterGenerator(seed);
        var (size, level, pace) = (0.5 + 2 * generator.NextDouble(), 0.1 + generator.NextDouble(), 15 * Math.Pow(100, generator.NextDouble()));
        return Of(step => level + size / Math.Cosh(step / pace) + 0.3 * size * Math.Exp(-10 * step / pace), points: 200, noise: 0.01 + 0.04 * generator.NextDouble(), seed + 1000);
    }
}
