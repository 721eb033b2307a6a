using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

static unsafe partial class UpdateKernels<S, V>
{
    /// <summary>
    /// v = alpha v + (1 - alpha) g^2, root = sqrt(v - a^2) with the running mean a of g where centred, d = g / (root + epsilon),
    /// and p -= rate d, or b = momentum b + d, p -= rate b. <paramref name="mean"/> and <paramref name="buffer"/> may be null.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RmsProp(
        float* parameter, float* gradient, float* square, float* mean, float* buffer, int count, in RmsPropUpdate update)
    {
        var rule = new RmsPropLanes(update);
        var whole = count - (count % S.Width);
        for (var i = 0; i < whole; i += S.Width)
            rule.Step(parameter + i, gradient + i, square + i, mean == null ? null : mean + i, buffer == null ? null : buffer + i);
        var rest = count - whole;
        if (rest == 0) return;
        var pad = stackalloc float[5 * WidestVector];
        float* padSquare = pad + (2 * WidestVector), padMean = pad + (3 * WidestVector), padBuffer = pad + (4 * WidestVector);
        Copy(parameter + whole, pad, rest);
        Copy(gradient + whole, pad + WidestVector, rest);
        Copy(square + whole, padSquare, rest);
        if (mean != null) Copy(mean + whole, padMean, rest);
        if (buffer != null) Copy(buffer + whole, padBuffer, rest);
        rule.Step(pad, pad + WidestVector, padSquare, mean == null ? null : padMean, buffer == null ? null : padBuffer);
        Copy(pad, parameter + whole, rest);
        Copy(padSquare, square + whole, rest);
        if (mean != null) Copy(padMean, mean + whole, rest);
        if (buffer != null) Copy(padBuffer, buffer + whole, rest);
    }

    readonly struct RmsPropLanes
    {
        readonly V _scale, _decay, _alpha, _intake, _epsilon, _momentum, _rate;

        public RmsPropLanes(in RmsPropUpdate update)
        {
            _scale = S.Broadcast((float)update.GradientScale);
            _decay = S.Broadcast((float)update.Decay);
            _alpha = S.Broadcast((float)update.Alpha);
            _intake = S.Broadcast((float)(1 - update.Alpha));
            _epsilon = S.Broadcast((float)update.Epsilon);
            _momentum = S.Broadcast((float)update.Momentum);
            _rate = S.Broadcast(-(float)update.LearningRate);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(float* parameter, float* gradient, float* square, float* mean, float* buffer)
        {
            var p = S.Load(parameter);
            var g = S.MultiplyAdd(_decay, p, S.Multiply(S.Load(gradient), _scale));
            var v = Flush(S.MultiplyAdd(S.Multiply(_intake, g), g, S.Multiply(_alpha, S.Load(square))), S.Broadcast(SmallestNormal));
            S.Store(v, square);
            if (mean != null)
            {
                var a = S.Load(mean);
                a = Flush(S.MultiplyAdd(S.Subtract(g, a), _intake, a), S.Broadcast(SmallestNormal));
                S.Store(a, mean);
                // A variance; rounding may leave it a little under zero.
                v = S.Max(S.Zero, S.Subtract(v, S.Multiply(a, a)));
            }
            var d = S.Divide(g, S.Add(S.Sqrt(v), _epsilon));
            if (buffer != null)
            {
                d = Flush(S.MultiplyAdd(_momentum, S.Load(buffer), d), S.Broadcast(SmallestNormal));
                S.Store(d, buffer);
            }
            S.Store(S.MultiplyAdd(_rate, d, p), parameter);
        }
    }
}
