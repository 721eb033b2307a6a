using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

static unsafe partial class UpdateKernels<S, V>
{
    /// <summary>a += weight (x - a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MoveTowards(float* a, float* x, int count, float weight)
    {
        var share = S.Broadcast(weight);
        var whole = count - (count % S.Width);
        for (var i = 0; i < whole; i += S.Width)
        {
            var average = S.Load(a + i);
            S.Store(S.MultiplyAdd(share, S.Subtract(S.Load(x + i), average), average), a + i);
        }
        for (var i = whole; i < count; i++) a[i] += weight * (x[i] - a[i]);
    }
}
