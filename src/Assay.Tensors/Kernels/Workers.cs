using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>A piece of work over a range of independent outputs.</summary>
interface IRangeJob
{
    void Run(int begin, int end);
}

/// <summary>
/// Threads that wait for ranges of work. A hand-over is one write that a spinning thread sees, well under a microsecond;
/// after a short idle time they sleep and cost nothing. A range is split over outputs, never inside a sum, so results do
/// not depend on the number of threads.
/// </summary>
static unsafe class Workers
{
    const int SpinsBeforeSleep = 4000;

    static readonly object Gate = new();
    static int _count = Environment.ProcessorCount;
    static Worker[] _workers = [];
    static int _busy;
    static int _pending;
    static Exception? _failure;

    public static int Count
    {
        get => _count;
        set => _count = value;
    }

    /// <summary>
    /// Runs <paramref name="job"/> over 0 .. count - 1 in as many contiguous ranges as there are threads, each a multiple of
    /// <paramref name="grain"/> long; on this thread alone if the work is at most one grain or the threads are taken.
    /// </summary>
    public static void For<T>(ref T job, int count, int grain)
        where T : struct, IRangeJob
    {
        var parts = Math.Min(_count, (count + grain - 1) / grain);
        if (parts <= 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            if (count > 0) job.Run(0, count);
            return;
        }
        try
        {
            if (_workers.Length < parts - 1) Start(parts - 1);
            var grains = (count + grain - 1) / grain;
            var context = Unsafe.AsPointer(ref job);
            Volatile.Write(ref _pending, parts - 1);
            for (var part = 1; part < parts; part++)
                _workers[part - 1].Give(&Call<T>, context, Bound(part), Bound(part + 1));
            try
            {
                job.Run(0, Bound(1));
            }
            finally
            {
                // What no worker has begun yet, its processor being busy elsewhere, is done here.
                for (var part = 1; part < parts; part++)
                {
                    if (!_workers[part - 1].TakeBack()) continue;
                    Interlocked.Decrement(ref _pending);
                    job.Run(Bound(part), Bound(part + 1));
                }
                // The job lives in this frame: never leave while a worker uses it.
                Await();
            }
            if (_failure is { } failure)
            {
                _failure = null;
                throw new InvalidOperationException("A worker thread failed.", failure);
            }

            int Bound(int part) => Math.Min(count, (int)((long)grains * part / parts) * grain);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    static void Await()
    {
        var spins = 0;
        while (Volatile.Read(ref _pending) != 0)
        {
            if (++spins < SpinsBeforeSleep) Thread.SpinWait(1);
            else Thread.Yield();
        }
    }

    static void Call<T>(void* context, int begin, int end)
        where T : struct, IRangeJob => Unsafe.AsRef<T>(context).Run(begin, end);

    static void Start(int count)
    {
        lock (Gate)
        {
            var workers = new List<Worker>(_workers);
            while (workers.Count < count) workers.Add(new Worker());
            _workers = [.. workers];
        }
    }

    sealed class Worker
    {
        readonly SemaphoreSlim _wake = new(0);
        delegate*<void*, int, int, void> _call;
        void* _context;
        int _begin, _end;
        int _given;
        int _asleep;

        public Worker() => new Thread(Loop) { IsBackground = true, Name = "assay worker" }.Start();

        public void Give(delegate*<void*, int, int, void> call, void* context, int begin, int end)
        {
            _call = call;
            _context = context;
            _begin = begin;
            _end = end;
            Interlocked.Exchange(ref _given, 1);
            if (Volatile.Read(ref _asleep) == 1 && Interlocked.Exchange(ref _asleep, 0) == 1) _wake.Release();
        }

        /// <summary>True if the work given was not begun and is the caller's again.</summary>
        public bool TakeBack() => Interlocked.CompareExchange(ref _given, 0, 1) == 1;

        void Loop()
        {
            while (true)
            {
                var spins = 0;
                while (Volatile.Read(ref _given) == 0)
                {
                    if (++spins < SpinsBeforeSleep)
                    {
                        Thread.SpinWait(1);
                        continue;
                    }
                    Interlocked.Exchange(ref _asleep, 1);
                    // Work given between the last look and going to sleep has either seen the flag or is seen here.
                    if (Volatile.Read(ref _given) == 1 && Interlocked.Exchange(ref _asleep, 0) == 1) break;
                    _wake.Wait();
                    spins = 0;
                }
                if (!TakeBack()) continue;
                try
                {
                    _call(_context, _begin, _end);
                }
                catch (Exception exception)
                {
                    _failure = exception;
                }
                Interlocked.Decrement(ref _pending);
            }
        }
    }
}
