using Assay.Studies.Frequency;

namespace Assay.Tests.Studies.Frequency;

public class SignalIndependentTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Segments_are_balanced_and_within_bounds(ulong seed)
    {
        var set = Signal.MakeIndependent(seed, 0.01);
        Assert.Equal(40_000, set.Rows);
        Assert.All(Enumerable.Range(0, 4), tone => Assert.Equal(10_000, set.RowsOf(tone)));
        Assert.All(set.Segments, segment => Assert.InRange(segment.Length, 500, 4000));
        Assert.All(set.Segments.Zip(set.Segments.Skip(1)), pair => Assert.NotEqual(pair.First.Tone, pair.Second.Tone));
    }

    [Fact]
    public void Each_segment_starts_at_a_random_moment()
    {
        var starts = Sets.LightIndependent.Segments.Select(segment => segment.StartTime).ToArray();
        Assert.All(starts, start => Assert.InRange(start, 0, 1));
        Assert.Equal(starts.Length, starts.Distinct().Count());
    }

    [Fact]
    public void Without_jumps_one_time_axis_runs_through_all_segments()
    {
        var set = Signal.MakeIndependent(3, 0.01, phaseJumps: false);
        Assert.All(set.Segments.Zip(set.Segments.Skip(1)), pair =>
            Assert.Equal(pair.First.Time(pair.First.End), pair.Second.StartTime, 1e-9));
        Assert.NotEqual(0, set.Segments[0].StartTime);
    }

    // Signal and target must run on the same axis: the residue is the noise alone, as in the assignment's sets.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Signal_and_targets_share_the_time_axis(bool phaseJumps)
    {
        var set = Signal.MakeIndependent(3, 0.01, phaseJumps);
        var squares = 0.0;
        foreach (var segment in set.Segments)
            for (var row = segment.Start; row < segment.End; row++)
            {
                Assert.Equal(Math.Sin(segment.Angle(row)), set.Targets[row], 1e-6);
                var clean = Signal.Frequencies.Average(f => Math.Sin(2 * Math.PI * f * segment.Time(row) + 0.01 * Math.PI));
                squares += Math.Pow(set.S[row] - clean, 2);
            }
        Assert.Equal(0.001708, squares / set.Rows, 5e-5);
    }

    [Fact]
    public void Seeds_lay_the_segments_out_differently() =>
        Assert.NotEqual(Sets.LightIndependent.Segments, Signal.MakeIndependent(4, 0.01).Segments);
}
