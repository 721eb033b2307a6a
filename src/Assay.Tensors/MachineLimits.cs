using System.Diagnostics;
using System.Runtime.Intrinsics;
using Assay.Tensors.Kernels;

namespace Assay.Tensors;

/// <summary>
/// What this machine does at most with a number of threads, measured in this process by loops that do nothing else:
/// the figures that every other speed is compared with.
/// </summary>
/// <param name="Threads">Threads that measured, each with memory of its own.</param>
/// <param name="GigaflopsPerSecond">Fused multiply-adds in registers, two operations each, 10^9 a second over all threads.</param>
/// <param name="Bandwidths">Reading and updating, from the smallest working set to main memory.</param>
public sealed record MachineLimits(int Threads, double GigaflopsPerSecond, IReadOnlyList<Bandwidth> Bandwidths)
{
    const int Runs = 12;
    const double SecondsARun = 0.004;

    static readonly (string Level, int Bytes)[] WorkingSets =
        [("first-level cache", 16 << 10), ("second-level cache", 512 << 10), ("last-level cache", 4 << 20), ("memory", 128 << 20)];

    /// <summary>Reading from main memory, 10^9 bytes a second over all threads.</summary>
    public double MemoryGigabytesPerSecond => Bandwidths[^1].ReadGigabytesPerSecond;

    /// <summary>Measures for about a second, the best of several runs, as a limit should be. Nothing else should be running.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 thread, or more than 256.</exception>
    public static MachineLimits Measure(int threads)
    {
        var before = Compute.Threads;
        Compute.Threads = threads;
        try
        {
            var gigaflops = Gigaflops(threads);
            return new MachineLimits(threads, gigaflops, [.. WorkingSets.Select(set => Stream(threads, set.Level, set.Bytes))]);
        }
        finally
        {
            Compute.Threads = before;
        }
    }

    /// <summary>The multiply-add peak alone, 10^9 operations a second; takes about 50 milliseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 thread, or more than 256.</exception>
    public static double MeasureGigaflops(int threads)
    {
        var before = Compute.Threads;
        Compute.Threads = threads;
        try
        {
            return Gigaflops(threads);
        }
        finally
        {
            Compute.Threads = before;
        }
    }

    static double Gigaflops(int threads) =>
        2e-9 * MultiplyAddPeak.Chains * VectorWidth * threads / SecondsOfARound(rounds => new MultiplyAddPeak { Rounds = rounds }, threads);

    static unsafe Bandwidth Stream(int threads, string level, int bytes)
    {
        var count = bytes / sizeof(float);
        var memory = new Tensor([threads * count], owned: true);
        memory.Span.Fill(1f);
        fixed (float* values = memory.Span)
        {
            var start = values;
            var read = SecondsOfARound(rounds => new ReadPeak { Values = start, Count = count, Rounds = rounds }, threads);
            var update = SecondsOfARound(rounds => new UpdatePeak { Values = start, Count = count, Rounds = rounds }, threads);
            return new Bandwidth(level, bytes, 1e-9 * bytes * threads / read, 2e-9 * bytes * threads / update);
        }
    }

    // Runs long enough that hand-over and clock do not matter; the best of them.
    static double SecondsOfARound<T>(Func<int, T> job, int threads)
        where T : struct, IVectorJob
    {
        var rounds = 1;
        // The first run may start threads and compile.
        Seconds(job(rounds), threads);
        while (true)
        {
            var seconds = Seconds(job(rounds), threads);
            if (seconds >= SecondsARun) break;
            rounds = (int)Math.Min(int.MaxValue / 2, Math.Ceiling(rounds * Math.Clamp(1.2 * SecondsARun / seconds, 1.5, 100)));
        }
        return Enumerable.Range(0, Runs).Min(_ => Seconds(job(rounds), threads)) / rounds;
    }

    static double Seconds<T>(T job, int threads)
        where T : struct, IVectorJob
    {
        var begin = Stopwatch.GetTimestamp();
        VectorJob.For(ref job, threads, grain: 1);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    static int VectorWidth =>
        Isa.Use512 ? Vector512<float>.Count : Isa.Use256 ? Vector256<float>.Count : Isa.Use128 ? Vector128<float>.Count : 1;
}
