using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class SignalSetTests
{
    [Fact]
    public void Segments_must_cover_the_signal_without_gaps()
    {
        Refused(new SignalSegment(1, 9, 0, 0));
        Refused(new SignalSegment(0, 9, 0, 0));
        Refused(new SignalSegment(0, 11, 0, 0));
        Refused(new SignalSegment(0, 4, 0, 0), new SignalSegment(5, 5, 1, 0));
        Refused(new SignalSegment(0, 10, 4, 0));
        Refused(new SignalSegment(0, 10, 0, 0), new SignalSegment(10, 0, 1, 0));

        static void Refused(params SignalSegment[] segments) =>
            Assert.Throws<ArgumentException>(() => new SignalSet(new float[10], segments));
    }

    [Fact]
    public void Another_signal_keeps_selector_and_targets()
    {
        var zeroed = Sets.LightIndependent.WithSignal(new float[40_000]);
        Assert.Equal(-1, zeroed.S.IndexOfAnyExcept(0f));
        Assert.True(zeroed.Targets.SequenceEqual(Sets.LightIndependent.Targets));
        Assert.True(zeroed.Tones.SequenceEqual(Sets.LightIndependent.Tones));
        Assert.Throws<ArgumentException>(() => Sets.LightTrain.WithSignal(new float[39_999]));
    }

    [Fact]
    public void The_callers_array_is_copied()
    {
        var signal = new float[10];
        var set = new SignalSet(signal, [new SignalSegment(0, 10, 0, 0)]);
        signal[3] = 1;
        Assert.Equal(0, set.S[3]);
    }
}
