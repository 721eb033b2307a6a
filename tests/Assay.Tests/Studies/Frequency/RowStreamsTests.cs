using Assay.Studies.Frequency;
using Assay.Tensors;

namespace Assay.Tests.Studies.Frequency;

public class RowStreamsTests
{
    static readonly SignalSet Train = Signal.Make(Signal.TrainSeed, 0.01);

    [Fact]
    public void FileOrderFollowsTheRowsAndStartsEachPassFromZero()
    {
        var streams = new FileOrderStreams(Train);
        var row = 0;

        foreach (var window in streams.Windows())
        {
            Assert.Equal(row == 0, window.Starts[0]);
            Assert.Equal(Train.S[row], window.Input.Span[0]);
            Assert.Equal(1f, window.Input.Span[1 + Train.Tones[row]]);
            Assert.Equal(Train.Targets[row], window.Target.Item());
            row++;
        }

        Assert.Equal(40_000, row);
        Assert.Equal([0L], streams.Save());
    }

    [Fact]
    public void ContinuousStreamsGoOnInTimeWhileTheSelectorChanges()
    {
        var streams = new ContinuousStreams(Train, 3, 20, passes: 1, restart: 0, shortest: 5, longest: 40, new Rng(4));
        var (changes, places, tonesSeen) = (0, new int[3], new HashSet<int>());
        int[]? before = null;

        foreach (var window in streams.Windows().Take(100))
        {
            Span<float> input = window.Input.Span, target = window.Target.Span;
            for (var step = 0; step < 20; step++)
            {
                for (var stream = 0; stream < 3; stream++)
                {
                    var row = (step * 3) + stream;
                    var tone = streams.Tones[row];
                    Assert.Equal(1f, input[(row * 5) + 1 + tone]);
                    var place = before is null && step == 0
                        ? Train.S[..Signal.BlockLength].IndexOf(input[row * 5])
                        : (places[stream] + 1) % Signal.BlockLength;
                    Assert.Equal(Train.S[place], input[row * 5]);
                    Assert.Equal(Train.Targets[(tone * Signal.BlockLength) + place], target[row]);
                    if (before is not null && before[stream] != tone) changes++;
                    places[stream] = place;
                    tonesSeen.Add(tone);
                }
                before = [.. streams.Tones.Slice(step * 3, 3).ToArray().Select(tone => (int)tone)];
            }
        }

        Assert.InRange(changes, 100 * 20 * 3 / 40, 100 * 20 * 3 / 5);
        Assert.Equal(4, tonesSeen.Count);
    }

    [Fact]
    public void RestartingSegmentsBeginAtTimeZeroAndGrow()
    {
        double LongestRun(double progress)
        {
            var streams = new RestartingStreams(Train, 1, 50, passes: 100, restart: 0, shortest: 100, longest: 5000, grown: 0.5, new Rng(4)) { Progress = progress };
            var (tone, length, longest) = (-1, 0, 0);
            foreach (var window in streams.Windows().Take(400))
            {
                for (var step = 0; step < 50; step++)
                {
                    if (streams.Tones[step] != tone) (tone, length) = (streams.Tones[step], 0);
                    Assert.Equal(Train.Targets[(tone * Signal.BlockLength) + length], window.Target.Span[step]);
                    longest = Math.Max(longest, ++length);
                }
            }
            return longest;
        }

        Assert.Equal(100, LongestRun(0));
        Assert.InRange(LongestRun(0.5), 1000, 5000);
    }

    [Fact]
    public void StreamsStartAnewAsOftenAsAsked()
    {
        var streams = new ContinuousStreams(Train, 8, 50, passes: 10, restart: 1000, shortest: 5, longest: 400, new Rng(4));

        var starts = streams.Windows().Sum(window => window.Starts.Count(start => start));

        Assert.Equal(1000, streams.WindowCount);
        // 400,000 rows in all: 400 are expected.
        Assert.InRange(starts, 330, 470);
        Assert.DoesNotContain(new ContinuousStreams(Train, 8, 50, 1, 0, 5, 400, new Rng(4)).Windows(), window => window.Starts.Contains(true));
    }

    [Fact]
    public void AStoredPositionGoesOnWithTheSameRows()
    {
        ContinuousStreams Make() => new(Train, 4, 10, passes: 1, restart: 60, shortest: 5, longest: 40, new Rng(4));
        var whole = Make();
        var rows = whole.Windows().Take(30).Select(window => window.Input.ToArray()).ToList();
        var first = Make();
        foreach (var _ in first.Windows().Take(11)) { }
        var second = Make();

        second.Load(first.Save());

        var rest = second.Windows(skip: 11).Take(19).Select(window => window.Input.ToArray()).ToList();
        Assert.Equal(rows.Skip(11), rest);
    }

    [Fact]
    public void AForeignPositionIsRefused()
    {
        var streams = new ContinuousStreams(Train, 2, 10, passes: 1, restart: 0, shortest: 5, longest: 40, new Rng(4));
        var position = streams.Save();

        Assert.Throws<InvalidDataException>(() => streams.Load(position[..^1]));
        position[^1] = Signal.BlockLength;
        Assert.Throws<InvalidDataException>(() => streams.Load(position));
        Assert.Throws<InvalidDataException>(() => new FileOrderStreams(Train).Load([40_000]));
    }
}
