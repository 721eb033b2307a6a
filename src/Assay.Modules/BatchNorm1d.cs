using Assay.Tensors;

namespace Assay.Modules;

/// <summary>
/// Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it; under evaluation by running
/// statistics instead (Ioffe and Szegedy 2015).
/// </summary>
public sealed class BatchNorm1d : Layer
{
    readonly int _width;
    readonly double _epsilon, _momentum;
    readonly Parameter? _weight, _bias;
    readonly Buffer _runningMean, _runningVar, _numBatchesTracked;

    /// <param name="width">Number of channels.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">Share of the newest batch in the running statistics.</param>
    /// <param name="affine">False leaves out weight (ones at first) and bias (zeros).</param>
    public BatchNorm1d(int width, double epsilon = 1e-5, double momentum = 0.1, bool affine = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (momentum is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, $"Momentum must be 0 to 1; given {momentum}.");
        (_width, _epsilon, _momentum) = (width, epsilon, momentum);
        if (affine)
        {
            _weight = new Parameter(width);
            _bias = new Parameter(width);
            Initialisers.Constant(_weight, 1);
        }
        _runningMean = new Buffer(width);
        _runningVar = new Buffer(width);
        _numBatchesTracked = new Buffer();
        Initialisers.Constant(_runningVar.Values, 1);
    }

    /// <summary>(batch, width) or (batch, width, time) to the same shape.</summary>
    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        if (x.Rank is not (2 or 3) || x.Dims[1] != _width)
            throw new ShapeException($"BatchNorm1d needs (batch, {_width}) or (batch, {_width}, time); given {x}.");
        return Training ? ByBatch(x) : ByRunning(x);
    }

    Tensor ByBatch(Tensor x)
    {
        var count = x.Count / _width;
        if (count < 2) throw new ShapeException($"BatchNorm1d trains on at least 2 values a channel; given {x}.");
        var (output, mean, variance) = x.BatchNorm(_weight, _bias, (float)_epsilon);
        Track(_runningMean, mean, 1);
        Track(_runningVar, variance, count / (count - 1.0));
        _numBatchesTracked.Values.Span[0]++;
        return output;
    }

    // As PyTorch does: the batch by its biased variance, the running one by the unbiased.
    void Track(Buffer running, Tensor batch, double correction)
    {
        Span<float> values = running.Values.Span, news = batch.Span;
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(((1 - _momentum) * values[i]) + (_momentum * correction * news[i]));
    }

    Tensor ByRunning(Tensor x)
    {
        var scale = (_runningVar.Values + (float)_epsilon).Pow(-0.5f);
        if (_weight is not null) scale *= _weight;
        var y = (x - PerChannel(_runningMean.Values, x)) * PerChannel(scale, x);
        return _bias is null ? y : y + PerChannel(_bias, x);
    }

    Tensor PerChannel(Tensor values, Tensor x) => x.Rank == 2 ? values : values.Reshape(_width, 1);
}
