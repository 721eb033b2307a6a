using Assay.Tensors.Kernels;

namespace Assay.Tensors;

public sealed unsafe partial class UpdateList
{
    const int SmallStep = 1 << 15;

    // Up to so many elements, all that a step touches may still be in a cache, and fetching it early costs more than it saves.
    const int CachedStep = 1 << 21;

    /// <summary>
    /// One step of Adam or AdamW; see <see cref="AdamUpdate"/>. The running sums are the means of the gradients and of their squares.
    /// </summary>
    public void Adam(in AdamUpdate update)
    {
        RequireSums(2);
        Run(new AdamJob { Update = update, Fetch = _elements > CachedStep }, SmallStep);
    }

    /// <summary>One step of SGD; see <see cref="SgdUpdate"/>. The running sum is the momentum buffer; without one it is plain SGD.</summary>
    public void Sgd(in SgdUpdate update)
    {
        if (_sumCount > 0) RequireSums(1);
        Run(new SgdJob { Update = update, HasBuffer = _sumCount > 0 }, SmallStep);
    }

    /// <summary>
    /// One step of RMSprop; see <see cref="RmsPropUpdate"/>. The running sums are the mean of the squared gradients, that of the
    /// gradients where <see cref="RmsPropUpdate.Centred"/>, and the momentum buffer if the momentum is not 0.
    /// </summary>
    public void RmsProp(in RmsPropUpdate update)
    {
        RequireSums(1 + (update.Centred ? 1 : 0) + (update.Momentum == 0 ? 0 : 1));
        Run(new RmsPropJob { Update = update }, SmallStep);
    }

    struct AdamJob : IBlockJob
    {
        public AdamUpdate Update;
        public bool Fetch;

        public readonly void Run<S, V>(in Row row, in Piece piece)
            where V : unmanaged
            where S : ISimd<V> => UpdateKernels<S, V>.Adam(
                row.Parameter.At + piece.Start, row.Gradient.At + piece.Start, row.Sums[0].At + piece.Start, row.Sums[1].At + piece.Start, piece.Count, Fetch, Update);
    }

    struct SgdJob : IBlockJob
    {
        public SgdUpdate Update;
        public bool HasBuffer;

        public readonly void Run<S, V>(in Row row, in Piece piece)
            where V : unmanaged
            where S : ISimd<V> => UpdateKernels<S, V>.Sgd(
                row.Parameter.At + piece.Start, row.Gradient.At + piece.Start, HasBuffer ? row.Sums[0].At + piece.Start : null, piece.Count, Update);
    }

    struct RmsPropJob : IBlockJob
    {
        public RmsPropUpdate Update;

        public readonly void Run<S, V>(in Row row, in Piece piece)
            where V : unmanaged
            where S : ISimd<V>
        {
            var mean = Update.Centred ? row.Sums[1].At + piece.Start : null;
            var momentum = Update.Momentum == 0 ? null : row.Sums[Update.Centred ? 2 : 1].At + piece.Start;
            UpdateKernels<S, V>.RmsProp(
                row.Parameter.At + piece.Start, row.Gradient.At + piece.Start, row.Sums[0].At + piece.Start, mean, momentum, piece.Count, Update);
        }
    }
}
