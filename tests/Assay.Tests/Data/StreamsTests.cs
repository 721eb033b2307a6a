using Assay.Data;
using Assay.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Data;

public class StreamsTests
{
    [Fact]
    public void EachStreamReadsItsPartInOrder() => Prop.ForAll(
        Gen.Choose(1, 60).Zip(Gen.Choose(1, 6)).Zip(Gen.Choose(1, 12)).Where(input => input.Item1.Item2 <= input.Item1.Item1).ToArbitrary(),
        input =>
        {
            var ((rows, count), window) = input;
            var streams = Numbered(rows, count, window);
            var read = Enumerable.Range(0, count).Select(_ => new List<float>()).ToArray();
            foreach (var piece in streams.Windows())
            {
                if (piece.Starts.Any(start => start != (piece.Index == 0))) return false;
                for (var i = 0; i < piece.Rows; i++)
                {
                    read[i % count].Add(piece.Input.Span[2 * i]);
                    if (piece.Input.Span[(2 * i) + 1] != 1 || piece.Target.Span[i] != -piece.Input.Span[2 * i]) return false;
                }
            }
            return read.SelectMany(part => part).SequenceEqual(Enumerable.Range(0, rows - streams.Unused).Select(i => (float)i))
                && streams.Unused == rows % count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WindowsAreTimeMajorAndTheLastMayBeShorter()
    {
        var streams = Numbered(22, 2, 4);
        Assert.Equal((11, 3, 0), (streams.Length, streams.WindowCount, streams.Unused));
        var shapes = streams.Windows().Select(window => (window.Input.Dim(0), window.Input.Dim(1), window.Input.Dim(2))).ToList();
        Assert.Equal([(4, 2, 2), (4, 2, 2), (3, 2, 2)], shapes);
        Assert.Equal([2], streams.Windows(skip: 2).Select(window => window.Index));
        Assert.All(streams.Windows(skip: 2), window => Assert.DoesNotContain(true, window.Starts));
    }

    [Fact]
    public void MistakesAreRefused()
    {
        Assert.Throws<ShapeException>(() => new ContiguousStreams(Tensor.Zeros(4, 2), Tensor.Zeros(3, 1), 1, 1));
        Assert.Throws<ShapeException>(() => new ContiguousStreams(Tensor.Zeros(4), Tensor.Zeros(4, 1), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(4, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(4, 1, 0));
    }

    static ContiguousStreams Numbered(int rows, int count, int window)
    {
        var inputs = Enumerable.Range(0, rows).SelectMany(i => new[] { (float)i, 1 }).ToArray();
        var targets = Enumerable.Range(0, rows).Select(i => -(float)i).ToArray();
        return new ContiguousStreams(Tensor.From(inputs, rows, 2), Tensor.From(targets, rows, 1), count, window);
    }
}
