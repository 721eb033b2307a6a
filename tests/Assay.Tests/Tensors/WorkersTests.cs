using Assay.Tensors.Kernels;

namespace Assay.Tests.Tensors;

[Collection(nameof(Assay.Tensors.Compute))]
public sealed class WorkersTests
{
    [Fact]
    public void EveryOutputIsComputedOnceWhateverTheSplit()
    {
        foreach (var threads in new[] { 1, 2, 3, 7 })
        {
            foreach (var (count, grain) in new[] { (0, 1), (1, 1), (2, 1), (5, 2), (100, 1), (101, 7), (1000, 999), (64, 100) })
            {
                var job = new CountJob { Visits = new int[count], Grain = grain };
                Threads.With(threads, () =>
                {
                    // Often enough that threads come early, late and not at all.
                    for (var i = 0; i < 200; i++) Workers.For(ref job, count, grain);
                    return 0;
                });
                Assert.All(job.Visits, visits => Assert.Equal(200, visits));
            }
        }
    }

    [Fact]
    public void WorkInsideWorkRunsOnItsThread()
    {
        var job = new NestedJob { Sums = new int[40] };
        Threads.With(2, () =>
        {
            Workers.For(ref job, 40, 1);
            return 0;
        });
        Assert.All(job.Sums, sum => Assert.Equal(10, sum));
    }

    [Fact]
    public void AFailureReachesTheCallerAndTheThreadsGoOn()
    {
        var failing = new FailingJob();
        for (var i = 0; i < 20; i++)
        {
            var failure = Assert.Throws<InvalidOperationException>(() => Threads.With(2, () =>
            {
                Workers.For(ref failing, 16, 1);
                return 0;
            }));
            Assert.IsType<FormatException>(failure.InnerException);
        }
        var job = new CountJob { Visits = new int[50], Grain = 1 };
        Threads.With(2, () =>
        {
            Workers.For(ref job, 50, 1);
            return 0;
        });
        Assert.All(job.Visits, visits => Assert.Equal(1, visits));
    }

    struct CountJob : IRangeJob
    {
        public int[] Visits;
        public int Grain;

        public readonly void Run(int begin, int end)
        {
            Assert.True(begin % Grain == 0 && (end % Grain == 0 || end == Visits.Length), $"{begin}..{end} in grains of {Grain}");
            for (var i = begin; i < end; i++) Interlocked.Increment(ref Visits[i]);
        }
    }

    struct NestedJob : IRangeJob
    {
        public int[] Sums;

        public readonly void Run(int begin, int end)
        {
            for (var i = begin; i < end; i++)
            {
                var inner = new CountJob { Visits = new int[10], Grain = 1 };
                Workers.For(ref inner, 10, 1);
                Sums[i] = inner.Visits.Sum();
            }
        }
    }

    struct FailingJob : IRangeJob
    {
        public readonly void Run(int begin, int end)
        {
            if (begin <= 5 && end > 5) throw new FormatException("the fifth");
        }
    }
}
