using System.Runtime.CompilerServices;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Workloads;

/// <summary>
/// The steps that are measured. In training a step is: forward, loss, backward, clip the global norm to 1, Adam, keep the
/// loss as a number; as in bench/pytorch/steps.py.
/// </summary>
sealed class WorkloadSteps
{
    const double LargestNorm = 1;

    readonly Workload _workload;
    readonly Adam? _optimizer;
    int _window;

    WorkloadSteps(Workload workload)
    {
        _workload = workload;
        if (workload.Rate > 0) _optimizer = new Adam(workload.NamedParameters, workload.Rate);
    }

    /// <summary>The workload of that name, ready for its first step.</summary>
    /// <param name="name">One of <see cref="WorkloadTable.Named"/>.</param>
    /// <param name="path">A start file, or null to draw the start.</param>
    /// <param name="seed">Of a start that is drawn.</param>
    /// <exception cref="ArgumentException">There is no such workload.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or another workload's.</exception>
    public static WorkloadSteps Begin(string name, string? path, ulong seed)
    {
        var workload = Load(name, path, seed);
        // The file's bytes are not part of what a training needs; its peak memory shall not depend on when they are collected.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        return new WorkloadSteps(workload);
    }

    // Apart, so that no local of the caller holds the file when it is collected.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static Workload Load(string name, string? path, ulong seed)
    {
        var start = path is null ? Start.Draw(seed) : Start.Read(path);
        var workload = WorkloadTable.Of(name)(start);
        start.Load(workload);
        return workload;
    }

    /// <inheritdoc cref="Workload.Operations"/>
    public double Operations => _workload.Operations;

    /// <summary>False for a forward pass alone.</summary>
    public bool Trains => _optimizer is not null;

    /// <summary>The number of elements of all parameters.</summary>
    public long ParameterCount => _workload.ParameterCount;

    /// <summary>One step on the next window; returns its loss, that before the update.</summary>
    public float Step()
    {
        using var arena = Arena.Enter();
        var window = _window;
        _window = (_window + 1) % _workload.Windows;
        if (_optimizer is null)
        {
            using var paused = Tensor.PauseGradients();
            return _workload.Loss(window).Item();
        }
        var loss = _workload.Loss(window);
        _optimizer.ZeroGrad();
        loss.Backward();
        _optimizer.Step(LargestNorm);
        return loss.Item();
    }
}
