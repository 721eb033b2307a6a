using System.Runtime.CompilerServices;

namespace Assay.Tensors.Kernels;

static unsafe partial class UpdateKernels<S, V>
{
    /// <summary>p -= rate g, or with a momentum buffer b = momentum b + intake g, p -= rate (nesterov ? g + momentum b : b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sgd(float* parameter, float* gradient, float* buffer, int count, in SgdUpdate update)
    {
        var rule = new SgdLanes(update);
        var whole = count - (count % S.Width);
        if (buffer == null)
            for (var i = 0; i < whole; i += S.Width) rule.Step(parameter + i, gradient + i);
        else
            for (var i = 0; i < whole; i += S.Width) rule.Step(parameter + i, gradient + i, buffer + i, update.Nesterov);
        var rest = count - whole;
        if (rest == 0) return;
        var pad = stackalloc float[3 * WidestVector];
        Copy(parameter + whole, pad, rest);
        Copy(gradient + whole, pad + WidestVector, rest);
        if (buffer == null)
        {
            rule.Step(pad, pad + WidestVector);
        }
        else
        {
            Copy(buffer + whole, pad + (2 * WidestVector), rest);
            rule.Step(pad, pad + WidestVector, pad + (2 * WidestVector), update.Nesterov);
            Copy(pad + (2 * WidestVector), buffer + whole, rest);
        }
        Copy(pad, parameter + whole, rest);
    }

    readonly struct SgdLanes
    {
        readonly V _scale, _decay, _momentum, _intake, _rate;

        public SgdLanes(in SgdUpdate update)
        {
            _scale = S.Broadcast((float)update.GradientScale);
            _decay = S.Broadcast((float)update.Decay);
            _momentum = S.Broadcast((float)update.Momentum);
            _intake = S.Broadcast((float)update.Intake);
            _rate = S.Broadcast(-(float)update.LearningRate);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(float* parameter, float* gradient)
        {
            var p = S.Load(parameter);
            var g = S.MultiplyAdd(_decay, p, S.Multiply(S.Load(gradient), _scale));
            S.Store(S.MultiplyAdd(_rate, g, p), parameter);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step(float* parameter, float* gradient, float* buffer, bool nesterov)
        {
            var p = S.Load(parameter);
            var g = S.MultiplyAdd(_decay, p, S.Multiply(S.Load(gradient), _scale));
            var b = Flush(S.MultiplyAdd(_momentum, S.Load(buffer), S.Multiply(_intake, g)), S.Broadcast(SmallestNormal));
            S.Store(b, buffer);
            S.Store(S.MultiplyAdd(_rate, nesterov ? S.MultiplyAdd(_momentum, b, g) : b, p), parameter);
        }
    }
}
