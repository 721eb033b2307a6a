using Assay.Modules;
using Assay.Tensors;
using Buffer = Assay.Modules.Buffer;

namespace Assay.Studies.Poetry;

/// <summary>
/// Principal components as a path beside the networks: they begin where principal components end, and have what those leave to learn. It is
/// fitted once and not trained; codes along it have variance 1.
/// </summary>
sealed class LinearPath : Module
{
    readonly int _window, _width;
    readonly Buffer _fill, _center, _directions, _deviations;

    public LinearPath(int window, int width, int bottleneck)
    {
        (_window, _width) = (window, width);
        _fill = new Buffer(width);
        _center = new Buffer(window * width);
        _directions = new Buffer(bottleneck, window * width);
        _deviations = new Buffer(bottleneck);
        Initialisers.Constant(_deviations.Values, 1);
    }

    /// <summary>Takes over fitted components; floats of a code beyond their number have none.</summary>
    public void Fit(LinearCode components, ReadOnlySpan<float> fill)
    {
        fill.CopyTo(_fill.Values.Span);
        components.Center.Span.CopyTo(_center.Values.Span);
        components.Directions.Span.CopyTo(_directions.Values.Span);
        for (var i = 0; i < components.Count; i++) _deviations.Values.Span[i] = Math.Max(components.Deviations[i], 1e-6f);
    }

    /// <summary>The code (batch, bottleneck) of texts (batch, time, width).</summary>
    public Tensor Encode(Tensor x, int[] lengths)
    {
        var time = x.Dim(1);
        var flat = Tensor.Zeros(x.Dim(0), _window * _width);
        for (var i = 0; i < lengths.Length; i++)
        {
            var row = flat.Span.Slice(i * _window * _width, _window * _width);
            x.Span.Slice(i * time * _width, lengths[i] * _width).CopyTo(row);
            for (var t = lengths[i]; t < _window; t++) _fill.Values.Span.CopyTo(row[(t * _width)..]);
        }
        return (flat - _center.Values).MatMul(_directions.Values, transposeB: true) / _deviations.Values;
    }

    /// <summary>What a code (batch, bottleneck) says of each place: (batch, window, width).</summary>
    public Tensor Decode(Tensor code) =>
        ((code * _deviations.Values).MatMul(_directions.Values) + _center.Values).Reshape(code.Dim(0), _window, _width);
}
