namespace Assay.Tensors.Kernels;

/// <summary>One product, shared out over threads by rows or by panels; each thread packs for itself what it reads more than once.</summary>
static unsafe partial class Gemm<S, V>
{
    struct BlockJob : IRangeJob
    {
        public float* A, B, C, Start;
        public nint RowStep, KStep, StartStep;
        public int Ldb, Ldc, M, N, K;
        public bool TransposeB, PackA, PackB;

        // Whether threads divide the panels of B, or else the rows of A.
        bool _overPanels;

        public void Run()
        {
            var panels = Panels(N);
            var threads = Workers.Count;
            // The larger side is divided, because every thread packs the other one.
            _overPanels = (N >= M && panels >= threads) || M < threads * RowGroup;
            if ((long)M * N * K < ThreadWork) Run(0, _overPanels ? panels : M);
            else if (_overPanels) Workers.For(ref this, panels, PackA ? Math.Max(1, panels / (2 * threads)) : 1);
            else Workers.For(ref this, M, Math.Max(4, ((M / (2 * threads)) + RowGroup - 1) / RowGroup) * RowGroup);
        }

        public readonly void Run(int begin, int end)
        {
            var (rowBegin, rowEnd) = _overPanels ? (0, M) : (begin, end);
            var (panelBegin, panelEnd) = _overPanels ? (begin, end) : (0, Panels(N));
            var chunk = DepthStep(K, ChunkDepth);
            var most = PackA ? Math.Min(MostRows, RowFloats / chunk / RowGroup * RowGroup) : MostRows;
            for (var depth = 0; depth < K; depth += chunk)
                for (var row = rowBegin; row < rowEnd; row += most)
                    Rows(row, Math.Min(most, rowEnd - row), panelBegin, panelEnd, depth, Math.Min(chunk, K - depth));
        }

        readonly void Rows(int row, int m, int panelBegin, int panelEnd, int chunk, int chunkDepth)
        {
            var countA = PackA ? (m + RowGroup - 1) / RowGroup * GroupStep(chunkDepth) : 0;
            var a = A + (row * RowStep) + (chunk * KStep);
            fixed (float* room = Room(countA + ((m + chunkDepth) * PanelWidth)))
            {
                // Between the first and the last part of k, sums wait in a tile of their own: C may be far away.
                float* tile = room + countA, panelRoom = tile + (m * PanelWidth);
                if (PackA) PackColumns(a, KStep, m, chunkDepth, room);
                for (var panel = panelBegin; panel < panelEnd; panel++)
                {
                    var column = panel * PanelWidth;
                    var width = Math.Min(PanelWidth, N - column);
                    var packB = PackB || width < PanelWidth;
                    if (packB) PackPanel(column, width, chunk, chunkDepth, panelRoom);
                    var step = DepthStep(chunkDepth, DepthBlock);
                    for (var depth = 0; depth < chunkDepth; depth += step)
                    {
                        var k = Math.Min(step, chunkDepth - depth);
                        var o = new Operands
                        {
                            A = PackA ? room + (depth * RowGroup) : a + (depth * KStep),
                            RowStep = PackA ? 1 : RowStep, KStep = PackA ? RowGroup : KStep,
                            B = packB ? panelRoom + (depth * PanelWidth) : B + column + ((nint)(chunk + depth) * Ldb),
                            BStep = packB ? PanelWidth : Ldb,
                            Start = tile, StartStep = PanelWidth, C = tile, CStep = PanelWidth,
                        };
                        var c = C + ((nint)row * Ldc) + column;
                        if (depth == 0)
                        {
                            o.Start = chunk > 0 ? c : Start == null ? null : Start + (row * StartStep) + column;
                            o.StartStep = chunk > 0 ? Ldc : StartStep;
                        }
                        if (depth + k == chunkDepth)
                        {
                            o.C = c;
                            o.CStep = Ldc;
                        }
                        if (PackA) Groups(o, m, width, k, chunkDepth);
                        else Panel(o, m, width, k);
                    }
                }
            }
        }

        readonly void PackPanel(int column, int width, int depth, int k, float* target)
        {
            if (TransposeB) PackTransposed(B + ((nint)column * Ldb) + depth, Ldb, k, width, target);
            else PackPlain(B + ((nint)depth * Ldb) + column, Ldb, k, width, target);
        }

        static void Groups(Operands o, int m, int width, int k, int depth)
        {
            for (; m > 0; m -= RowGroup)
            {
                Panel(o, Math.Min(RowGroup, m), width, k);
                o.A += GroupStep(depth);
                o.C += RowGroup * o.CStep;
                if (o.Start != null) o.Start += RowGroup * o.StartStep;
            }
        }
    }

    // Per-thread room for what is packed, kept because worker threads have no arena.
    static Span<float> Room(int count)
    {
        if (_room is null || _room.Length < count + Alignment)
            _room = GC.AllocateUninitializedArray<float>(Math.Max(count, RowFloats + ((MostRows + ChunkDepth) * PanelWidth)) + Alignment, pinned: true);
        var start = (int)(-((nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _room[0]) >> 2) & (Alignment - 1));
        return _room.AsSpan(start);
    }

    const int Alignment = 16;

    [ThreadStatic] static float[]? _room;
}
