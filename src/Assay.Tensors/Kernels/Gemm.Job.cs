using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

/// <summary>One product: operands are packed once for all threads, then threads share out C by rows or by panels.</summary>
static unsafe partial class Gemm<S, V>
{
    struct BlockJob : IRangeJob
    {
        public float* A, B, C, Start;
        public nint RowStep, KStep, StartStep;
        public int Ldb, Ldc, M, N, K;
        public bool TransposeB, PackA, PackB;

        // The part of k at work, its operands, and whether threads divide the panels of B or else the rows of A.
        int _chunk, _depth;
        float* _a, _b;
        bool _overPanels;

        /// <summary>The whole product, in parts whose packed operands are of bounded size.</summary>
        public readonly void Run()
        {
            int rows = PackA ? MostPacked : M, columns = PackB ? MostPacked : N;
            for (var row = 0; row < M; row += rows)
            {
                for (var column = 0; column < N; column += columns)
                {
                    var part = this;
                    part.A += row * RowStep;
                    part.B += TransposeB ? (nint)column * Ldb : column;
                    part.C += ((nint)row * Ldc) + column;
                    if (Start != null) part.Start += (row * StartStep) + column;
                    part.M = Math.Min(rows, M - row);
                    part.N = Math.Min(columns, N - column);
                    part.Chunks();
                }
            }
        }

        void Chunks()
        {
            var panels = Panels(N);
            // What is divided is read by one thread, the rest by all: so the larger side.
            _overPanels = (N >= M && panels >= Workers.Count) || M < Workers.Count * RowGroup;
            var chunk = DepthStep(K, ChunkDepth);
            var countA = PackA ? Groups(M) * GroupStep(chunk) : 0;
            // Unless all of B is packed, its last panel is where it is not whole.
            var countB = PackB ? panels * PanelWidth * chunk : N % PanelWidth == 0 ? 0 : PanelWidth * chunk;
            fixed (float* room = Room(ref _packed, countA + countB))
            {
                for (_chunk = 0; _chunk < K; _chunk += chunk)
                {
                    _depth = Math.Min(chunk, K - _chunk);
                    _a = A + (_chunk * KStep);
                    if (PackA) PackColumns(_a, KStep, M, _depth, _a = room);
                    _b = room + countA;
                    var first = PackB ? 0 : N / PanelWidth * PanelWidth;
                    if (countB > 0) Pack(InPlace(first), Ldb, TransposeB, _depth, N - first, _b);
                    if ((long)M * N * _depth < ThreadWork) Run(0, _overPanels ? panels : M);
                    else if (_overPanels) Workers.For(ref this, panels, 1);
                    else Workers.For(ref this, M, Math.Max(4, Groups(M / (4 * Workers.Count))) * RowGroup);
                }
            }
        }

        readonly float* InPlace(int column) => B + (TransposeB ? ((nint)column * Ldb) + _chunk : ((nint)_chunk * Ldb) + column);

        public readonly void Run(int begin, int end)
        {
            var (rowBegin, rowEnd) = _overPanels ? (0, M) : (begin, end);
            var (panelBegin, panelEnd) = _overPanels ? (begin, end) : (0, Panels(N));
            fixed (float* tile = Room(ref _tile, MostRows * PanelWidth))
                for (var row = rowBegin; row < rowEnd; row += MostRows)
                    for (var panel = panelBegin; panel < panelEnd; panel++)
                        Tile(row, Math.Min(MostRows, rowEnd - row), panel, tile);
        }

        // Between the first and the last part of k, sums wait in a tile of their own: C may be far away.
        readonly void Tile(int row, int m, int panel, float* tile)
        {
            var column = panel * PanelWidth;
            var width = Math.Min(PanelWidth, N - column);
            var packed = PackB || width < PanelWidth;
            var c = C + ((nint)row * Ldc) + column;
            var o = new Operands
            {
                A = PackA ? _a + ((nint)(row / RowGroup) * GroupStep(_depth)) : _a + (row * RowStep),
                RowStep = PackA ? 1 : RowStep, KStep = PackA ? RowGroup : KStep,
                B = PackB ? _b + ((nint)column * _depth) : packed ? _b : InPlace(column), BStep = packed ? PanelWidth : Ldb,
                Start = _chunk > 0 ? c : Start == null ? null : Start + (row * StartStep) + column,
                StartStep = _chunk > 0 ? Ldc : StartStep,
            };
            var step = DepthStep(_depth, DepthBlock);
            for (var depth = 0; depth < _depth; depth += step)
            {
                var k = Math.Min(step, _depth - depth);
                var last = depth + k == _depth;
                o.C = last ? c : tile;
                o.CStep = last ? Ldc : PanelWidth;
                // Panels follow one another.
                if (PackB) o.Next = o.B + (k * PanelWidth);
                if (PackA) PanelOfGroups(o, m, width, k);
                else Panel(o, m, width, k);
                o.A += k * o.KStep;
                o.B += k * o.BStep;
                o.Start = tile;
                o.StartStep = PanelWidth;
            }
        }

        readonly void PanelOfGroups(Operands o, int m, int width, int k)
        {
            for (var group = 0; m > 0; group++, m -= RowGroup)
            {
                Panel(o, Math.Min(RowGroup, m), width, k);
                o.A += GroupStep(_depth);
                o.C += RowGroup * o.CStep;
                o.Next = o.Next == null || group > 0 ? null : o.Next + (2 * 16 * k);
                if (o.Start != null) o.Start += RowGroup * o.StartStep;
            }
        }
    }

    // Room of the calling thread, kept because a product has no arena of its own.
    static Span<float> Room(ref float[]? room, int count)
    {
        if (room is null || room.Length < count + Alignment) room = GC.AllocateUninitializedArray<float>(count + Alignment, pinned: true);
        var start = (int)(-((nint)Unsafe.AsPointer(ref room[0]) >> 2) & (Alignment - 1));
        return room.AsSpan(start);
    }

    const int Alignment = 16;

    // For operands of the product that this thread asked for; for sums of the piece that it works on.
    [ThreadStatic] static float[]? _packed;
    [ThreadStatic] static float[]? _tile;
}
