using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Steps;

/// <summary>
/// The training that is measured. A step is: forward, mean squared error, backward, clip the global norm to 1, Adam, keep
/// the loss as a number; as in bench/pytorch/steps.py.
/// </summary>
sealed class TrainingSteps
{
    const double LargestNorm = 1;

    readonly Workload _work;
    readonly RecurrentModel _model;
    readonly Tensor _input, _target;
    readonly Adam _optimizer;
    readonly Tensor[] _carried, _state;
    int _window;

    public TrainingSteps(Workload work, Start start)
    {
        (_work, _model, _input, _target) = (work, start.Model, start.Input, start.Target);
        _optimizer = new Adam(_model.NamedParameters, work.Rate);
        _carried = _model.ZeroState(work.Batch);
        _state = [.. _carried];
    }

    /// <summary>One step on the next window; returns its loss, that before the update.</summary>
    public float Step()
    {
        using var arena = Arena.Enter();
        var input = _input.Slice(0, _window, 1).Reshape(_work.Batch, _work.Time, _work.Inputs);
        var target = _target.Slice(0, _window, 1).Reshape(_work.Batch, _work.Time, _work.Outputs);
        _window = (_window + 1) % _work.Windows;

        _carried.CopyTo(_state, 0);
        var loss = Losses.Mse(_work.Stateful ? _model.Forward(input, _state) : _model.Forward(input), target);
        _optimizer.ZeroGrad();
        loss.Backward();
        _optimizer.Step(LargestNorm);
        if (_work.Stateful)
            for (var i = 0; i < _carried.Length; i++) _carried[i].CopyFrom(_state[i]);
        return loss.Item();
    }
}
