using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Tensors.Kernels;

/// <summary>A piece of work over a range of independent outputs.</summary>
interface IRangeJob
{
    void Run(int begin, int end);
}

/// <summary>
/// Threads that wait for ranges of work. A hand-over is one write that a spinning thread sees, well under a microsecond;
/// after a short idle time they sleep and cost nothing. A range is cut into pieces over outputs, never inside a sum, so results
/// do not depend on the number of threads or on who computes which piece.
/// </summary>
static unsafe class Workers
{
    const int SpinsBeforeSleep = 4000;

    // Pieces of a thread's share: few enough to cost nothing, enough that one that is held up leaves its share to the others.
    const int PiecesEach = 4;

    static readonly object Gate = new();
    static int _count = Environment.ProcessorCount;
    static Worker[] _workers = [];
    static Share[] _shares = new Share[1];
    static int _busy;

    // The work in progress, written before any piece can be taken.
    static delegate*<void*, int, int, void> _call;
    static void* _context;
    static int _length, _grain, _pieces, _grains;
    static Done _done;
    static Exception? _failure;

    public static int Count
    {
        get => _count;
        set => _count = value;
    }

    /// <summary>
    /// Runs <paramref name="job"/> over 0 .. count - 1 in contiguous pieces, each a multiple of <paramref name="grain"/> long, on
    /// as many threads as there are; on this thread alone if the work is at most one grain or the threads are taken. Equal calls
    /// give each thread the same range first, so that it finds in its cache what it used before; who is early takes from the rest.
    /// </summary>
    public static void For<T>(ref T job, int count, int grain)
        where T : struct, IRangeJob
    {
        var grains = (int)(((long)count + grain - 1) / grain);
        var threads = Math.Min(_count, grains);
        if (threads <= 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            if (count > 0) job.Run(0, count);
            return;
        }
        try
        {
            if (_workers.Length < threads - 1) Start(threads - 1);
            _call = &Call<T>;
            _context = Unsafe.AsPointer(ref job);
            (_length, _grain, _grains) = (count, grain, grains);
            _pieces = Math.Min(grains, threads * PiecesEach);
            _done.Pieces = 0;
            for (var i = 0; i < threads; i++) _shares[i].Offer((int)((long)_pieces * i / threads), (int)((long)_pieces * (i + 1) / threads));
            for (var i = 0; i < threads - 1; i++) _workers[i].Wake();
            Take(0, threads);
            Await();
            if (_failure is { } failure)
            {
                _failure = null;
                throw new InvalidOperationException("A worker thread failed.", failure);
            }
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    // Own pieces first, then what others have not begun: a thread whose processor is busy elsewhere holds nobody up.
    static void Take(int first, int threads)
    {
        for (var i = 0; i < threads; i++)
        {
            ref var share = ref _shares[(first + i) % threads];
            for (var piece = share.Next(); piece >= 0; piece = share.Next())
            {
                // Read after the piece was taken: until it is done, the work that it belongs to stays in progress.
                int begin = Bound(piece), end = Bound(piece + 1);
                try
                {
                    _call(_context, begin, end);
                }
                catch (Exception exception)
                {
                    _failure = exception;
                }
                Interlocked.Increment(ref _done.Pieces);
            }
        }
    }

    static int Bound(int piece) => (int)Math.Min(_length, (long)_grains * piece / _pieces * _grain);

    // The job lives in the caller's frame, which must not go while a piece of it is at work.
    static void Await()
    {
        var spins = 0;
        while (Volatile.Read(ref _done.Pieces) != _pieces)
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
            // Shares before workers: each looks at its own.
            Volatile.Write(ref _shares, new Share[count + 1]);
            var workers = new List<Worker>(_workers);
            while (workers.Count < count) workers.Add(new Worker(workers.Count + 1));
            _workers = [.. workers];
        }
    }

    [StructLayout(LayoutKind.Explicit, Size = 192)]
    struct Done
    {
        [FieldOffset(64)]
        public int Pieces;
    }

    // Pieces next .. end - 1 are still to be taken; both in one number, so that taking one is a single exchange. Padded: neighbours
    // in one cache line would slow each other.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    struct Share
    {
        [FieldOffset(64)]
        long _range;

        public readonly bool Any => IsLeft(Volatile.Read(in _range));

        public void Offer(int next, int end) => Volatile.Write(ref _range, ((long)next << 32) | (uint)end);

        /// <summary>The next piece, or -1 if there is none.</summary>
        public int Next()
        {
            while (true)
            {
                var range = Volatile.Read(ref _range);
                if (!IsLeft(range)) return -1;
                if (Interlocked.CompareExchange(ref _range, range + (1L << 32), range) == range) return (int)(range >> 32);
            }
        }

        static bool IsLeft(long range) => (int)(range >> 32) < (int)range;
    }

    sealed class Worker
    {
        readonly SemaphoreSlim _wake = new(0);
        readonly int _index;
        int _asleep;

        public Worker(int index)
        {
            _index = index;
            new Thread(Loop) { IsBackground = true, Name = "assay worker" }.Start();
        }

        public void Wake()
        {
            // The share was offered before this look, and a worker looks at it once more after it says that it sleeps.
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _asleep) == 1 && Interlocked.Exchange(ref _asleep, 0) == 1) _wake.Release();
        }

        void Loop()
        {
            var spins = 0;
            while (true)
            {
                if (HasWork())
                {
                    Take(_index, _shares.Length);
                    spins = 0;
                }
                else if (++spins < SpinsBeforeSleep)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    Interlocked.Exchange(ref _asleep, 1);
                    if (!HasWork() || Interlocked.Exchange(ref _asleep, 0) == 0) _wake.Wait();
                    spins = 0;
                }
            }
        }

        bool HasWork() => Volatile.Read(ref _shares)[_index].Any;
    }
}
