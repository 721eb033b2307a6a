using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class SignalGateTests
{
    // r = 0.125 / sqrt(0.12667 x 0.5) = 0.4967, line 10,000 / 8 = 1250. The amplitude noise moves both by under 1 %.
    [Fact]
    public void Light_noise_leaves_the_tones_in_the_signal()
    {
        foreach (var set in new[] { Sets.LightTrain, Sets.LightTest })
        {
            var gate = SignalGate.Measure(set);
            Assert.False(gate.InputTellsNothing);
            Assert.All(gate.Tones, tone => Assert.Equal(0.4967, tone.Correlation, 0.01));
            Assert.All(gate.Tones, tone => Assert.Equal(1250, tone.Line, 25.0));
        }
    }

    // Segments of no whole number of seconds let the other tones leak in, each by up to a period's worth a segment.
    [Fact]
    public void Segments_of_any_length_are_measured_on_their_own_time_axis()
    {
        var gate = SignalGate.Measure(Sets.LightIndependent);
        Assert.False(gate.InputTellsNothing);
        Assert.All(gate.Tones, tone => Assert.Equal(0.4967, tone.Correlation, 0.04));
        Assert.All(gate.Tones, tone => Assert.Equal(1250, tone.Line, 100.0));
    }

    // Chance: a correlation of deviation 0.01 (four are 0.04) and a line of sqrt(10,000 x 0.12667) = 35.6 where the mixture has
    // 1250.
    [Fact]
    public void Full_noise_leaves_nothing_of_the_targets()
    {
        foreach (var set in new[] { Sets.FullTrain, Sets.FullTest, Sets.FullIndependent })
        {
            var gate = SignalGate.Measure(set);
            Assert.True(gate.InputTellsNothing);
            Assert.All(gate.Tones, tone => Assert.InRange(tone.Correlation, -0.04, 0.04));
            Assert.All(gate.Tones, tone => Assert.Equal(0.01, tone.ChanceCorrelation, 1e-12));
            Assert.All(gate.Tones, tone => Assert.Equal(35.6, tone.ChanceLine, 1.0));
            Assert.All(gate.Tones, tone => Assert.InRange(tone.Line, 0, 110));
        }
    }

    // The squared ratios are exponential with mean 1; over 160 of them the mean has a deviation of 0.08.
    [Fact]
    public void Chance_levels_hold_over_many_seeds()
    {
        var tones = Enumerable.Range(100, 40).SelectMany(seed => SignalGate.Measure(Signal.Make((ulong)seed, 1)).Tones).ToArray();
        Assert.Equal(1, tones.Average(tone => Math.Pow(tone.Line / tone.ChanceLine, 2)), 0.3);
        Assert.Equal(1, tones.Average(tone => Math.Pow(tone.Correlation / tone.ChanceCorrelation, 2)), 0.4);
        Assert.Equal(0.5, tones.Average(tone => tone.ChanceOfLine), 0.1);
    }

    // A tone in quadrature has no correlation with the target at the same row, yet a filter could turn it: the line sees it.
    [Fact]
    public void The_line_sees_a_tone_at_any_phase()
    {
        var cosine = new float[10_000];
        var random = new Random(5);
        for (var i = 0; i < cosine.Length; i++)
            cosine[i] = (float)(0.1 * Math.Cos(2 * Math.PI * 3 * i / 1000) + random.NextDouble() - 0.5);
        var gate = SignalGate.Measure(new SignalSet(cosine, [new SignalSegment(0, 10_000, 1, 0)]));
        var tone = Assert.Single(gate.Tones);
        Assert.InRange(tone.Correlation, -0.04, 0.04);
        Assert.Equal(500, tone.Line, 100.0);
        Assert.False(gate.InputTellsNothing);
    }
}
