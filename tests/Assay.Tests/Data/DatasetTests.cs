using Assay.Data;
using Assay.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Data;

public class DatasetTests
{
    [Fact]
    public void BatchesVisitEveryRowOnceWithItsTarget() => Prop.ForAll(
        Gen.Choose(1, 40).Zip(Gen.Choose(1, 50)).Zip(Gen.Choose(0, 1)).ToArbitrary(),
        input =>
        {
            var ((count, size), shuffled) = input;
            var data = Numbered(count);
            var seen = new List<float>();
            foreach (var batch in data.Batches(size, shuffled == 1 ? new Rng(5) : null))
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    seen.Add(batch.Input.Span[2 * i]);
                    if (batch.Input.Span[(2 * i) + 1] != -batch.Input.Span[2 * i] || batch.Target.Span[i] != 10 * seen[^1]) return false;
                }
            }
            var expected = Enumerable.Range(0, count).Select(i => (float)i);
            return shuffled == 1 ? seen.Order().SequenceEqual(expected) : seen.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void EachPassDrawsAnotherOrderAndTheSameSeedTheSame()
    {
        var data = Numbered(50);
        Rng first = new(1), second = new(1);
        var order = Order(data, first);
        Assert.Equal(order, Order(data, second));
        Assert.NotEqual(order, Order(data, first));
        Assert.Equal(order[30..], Order(data, new Rng(1), skip: 3));

        static float[] Order(Dataset data, Rng rng, int skip = 0) =>
            [.. data.Batches(10, rng, skip).SelectMany(batch => Enumerable.Range(0, batch.Count).Select(i => batch.Input.Span[2 * i]).ToArray())];
    }

    [Fact]
    public void ABatchEndsWhenTheNextBegins()
    {
        Tensor? loss = null;
        var read = 0;
        foreach (var batch in Numbered(6).Batches(2))
        {
            if (loss is { } old) Assert.Throws<InvalidOperationException>(() => old.ToArray());
            loss = batch.Target * 2f;
            Assert.Equal(40f * read++, loss.Span[0]);
        }
        Assert.Equal(3, read);
        var after = Tensor.Zeros(1);
        Assert.Equal(0, after.Item());
    }

    [Fact]
    public void LeavingALoopEndsItsArena()
    {
        Tensor? kept = null;
        foreach (var batch in Numbered(6).Batches(2))
        {
            kept = batch.Input;
            break;
        }
        Assert.Throws<InvalidOperationException>(() => kept!.Span[0]);
    }

    [Fact]
    public void ASplitIsDisjointCompleteAndRepeatable()
    {
        var data = Numbered(30);
        var split = data.Split(0.7, seed: 9);
        var (train, valid) = split;
        float[] Rows(Dataset part) => [.. part.All().Target.ToArray().Select(target => target / 10)];
        Assert.Equal((21, 9), (train.Count, valid.Count));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (float)i), Rows(train).Concat(Rows(valid)).Order());
        Assert.Equal(Rows(train), Rows(data.Split(0.7, seed: 9).Train));
        Assert.NotEqual(Rows(train), Rows(data.Split(0.7, seed: 10).Train));
        Assert.Equal("train 21 rows, valid 9 rows, split seed 9", split.ToString());
        Assert.Equal(Rows(train)[3], Rows(train.Take(3))[0]);
        Assert.Equal((1, 1), (Numbered(2).Split(0.99).Train.Count, Numbered(2).Split(0.01).Train.Count));
    }

    [Fact]
    public void LabelsGoWithTheirRows()
    {
        var data = new Dataset(Tensor.From([0, 1, 2, 3], 4, 1), [5, 6, 7, 8]);
        foreach (var batch in data.Batches(3, new Rng(2)))
        {
            Assert.Equal(batch.Input.ToArray().Select(x => (int)x + 5), batch.Labels);
            Assert.Contains("use Labels", Assert.Throws<InvalidOperationException>(() => batch.Target).Message);
        }
    }

    [Fact]
    public void LabelsEndWithTheirStep()
    {
        Batch? before = null;
        foreach (var batch in new Dataset(Tensor.Zeros(4, 1), [5, 6, 7, 8]).Batches(2))
        {
            if (before is not null) Assert.Contains("ended", Assert.Throws<InvalidOperationException>(() => before.Labels).Message);
            before = batch;
        }
    }

    [Fact]
    public void PassesAtTheSameTimeDoNotDisturbEachOther()
    {
        var data = Numbered(20);
        float[] alone = [.. data.Batches(1, new Rng(3)).Select(batch => batch.Input.Span[0])];
        using var outer = data.Batches(1, new Rng(3)).GetEnumerator();
        var seen = new List<float>();
        while (outer.MoveNext())
        {
            seen.Add(outer.Current.Input.Span[0]);
            Assert.Equal(20, data.Batches(7, new Rng((ulong)seen.Count)).Sum(batch => batch.Count));
        }
        Assert.Equal(alone, seen);
    }

    [Fact]
    public void MistakesAreRefused()
    {
        var inputs = Tensor.Zeros(4, 2);
        Assert.Throws<ShapeException>(() => new Dataset(inputs, Tensor.Zeros(3, 1)));
        Assert.Throws<ShapeException>(() => new Dataset(inputs, new int[5]));
        var data = new Dataset(inputs, new int[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Batches(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(1));
    }

    internal static Dataset Numbered(int count)
    {
        var inputs = Enumerable.Range(0, count).SelectMany(i => new[] { (float)i, -i }).ToArray();
        var targets = Enumerable.Range(0, count).Select(i => 10f * i).ToArray();
        return new Dataset(Tensor.From(inputs, count, 2), Tensor.From(targets, count, 1));
    }
}
