using Assay.Diagnosis;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Faults;

/// <summary>Trains a base program by a recipe, healthy or not, and logs what any training of ours would log.</summary>
public sealed class FaultTraining
{
    const int Looks = 10, Points = 40, FrozenRows = 128;

    readonly BaseProgram _program;
    readonly DataTask _task;
    readonly Recipe _recipe;
    readonly ulong _seed;
    readonly TrainingData _data;
    readonly ProgramNet _net;
    readonly Optimizer _optimizer;
    readonly Trace _trace;
    readonly RunRecord _record;
    readonly int _steps, _batch;
    readonly bool[] _still;

    FaultTraining(BaseProgram program, DataTask task, Recipe recipe, ulong seed)
    {
        (_program, _task, _recipe, _seed) = (program, task, recipe, seed);
        _data = TrainingData.Make(program, task, recipe, seed);
        _net = Build(seed);
        _optimizer = Optimizers.Of(recipe, _net);
        _batch = Math.Min(recipe.Batch, _data.Rows);
        _steps = Math.Max(1, TrainingData.TrainRows * recipe.Epochs / recipe.Batch);
        var total = _net.Parameters.Sum(one => one.Count);
        var (frozen, seen) = (new bool[_optimizer.Parameters.Count], 0);
        for (var i = 0; i < frozen.Length; i++)
        {
            frozen[i] = seen < recipe.FrozenShare * total;
            seen += _optimizer.Parameters[i].Count;
        }
        _still = frozen;
        for (var i = 0; i < frozen.Length; i++)
            if (frozen[i]) _optimizer.SetRate(_optimizer.Names[i], 0);
        _record = new RunRecord
        {
            Study = program.Name, Preset = task.Name, Seed = (long)seed, Judged = new JudgedMetric("valid/loss", 0), Parameters = total,
            Settings = Optimizers.Ordinary(recipe),
        };
        _trace = new Trace(_record) { PlannedSteps = _steps, Status = RunStatus.Running };
    }

    /// <summary>Trains and examines.</summary>
    /// <param name="program">What is trained.</param>
    /// <param name="task">On which data.</param>
    /// <param name="recipe">How; the program's own for a healthy training.</param>
    /// <param name="seed">Of rows, weights and orders.</param>
    /// <param name="probes">Whether the probes of the end are made too; without, only the outcome counts.</param>
    public static FaultOutcome Train(BaseProgram program, DataTask task, Recipe recipe, ulong seed, bool probes = true)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(recipe);
        return new FaultTraining(program, task, recipe, seed).Run(probes);
    }

    ProgramNet Build(ulong seed, int scale = 1)
    {
        var net = _program.Build(scale == 1 ? _recipe : _recipe with { Hidden = _recipe.Hidden * scale, Latent = _recipe.Latent * scale }, _task.Shape, new Rng(seed).Split("weights"));
        net.StateMode = _recipe.State;
        if (_recipe.Init != 1)
            foreach (var weight in net.Parameters.Where(one => one.Rank > 1))
                foreach (ref var value in weight.Span) value *= (float)_recipe.Init;
        return net;
    }

    FaultOutcome Run(bool probes)
    {
        var divergence = Loop();
        var status = divergence is null ? RunStatus.Finished : RunStatus.Diverged;
        (_record.Status, _record.Reason, _record.Steps, _record.Epochs) = (status, divergence, _trace.Step, _recipe.Epochs);
        var trace = _trace;
        trace.Status = status;
        var evaluation = new FaultEvaluation(_net, _recipe, _data);
        // What is served is the stored checkpoint, whatever the training has seen.
        var stored = Damaged();
        var test = evaluation.Judge(_program.Recipe.KlWeight);
        if (probes)
        {
            trace.Add(trace.Step, Vitals.Reloaded, evaluation.Valid());
            stored?.Invoke();
            new Examination(_program, _recipe, _data, _net, _optimizer, evaluation, () => Build(_seed + 1000)).Look(trace, divergence is null, _still);
        }
        return new FaultOutcome(trace, test, FaultEvaluation.Trivial(_data.Test, _data.Test, _task.Shape.Targets));
    }

    // Null if all went well, else why not.
    string? Loop()
    {
        var rng = new Rng(_seed).Split("order");
        var (order, place) = (rng.Permutation(_data.Rows), 0);
        var evaluation = new FaultEvaluation(_net, _recipe, _data);
        var (every, look, perEpoch) = (Math.Max(1, _steps / Points), Math.Max(1, _steps / Looks), (double)_steps / _recipe.Epochs);
        var (sum, count, clipped, epochSum, epochCount, epoch) = (0.0, 0, 0, 0.0, 0, 0);
        _net.Train();
        using var arena = Arena.Enter();
        for (var step = 0; step < _steps; step++)
        {
            if (place + _batch > _data.Rows) (order, place) = (rng.Permutation(_data.Rows), 0);
            var (inputs, targets) = _data.Batch(_data.Train, order.AsSpan(place, _batch));
            place += _batch;
            var loss = Objective.Loss(_recipe, _net, _net.Forward(inputs), targets);
            var value = loss.Item();
            if (!float.IsFinite(value)) return End($"the loss is {value} at step {step + 1}");
            if (!_recipe.GradientsKept) _optimizer.ZeroGrad();
            loss.Backward();
            _optimizer.LearningRate = _recipe.Lr * Optimizers.Factor(_recipe.Schedule, (double)step / _steps);
            if (step == _steps / 20 && _recipe.StaleMoments != 1) Optimizers.Stale(_optimizer, _recipe.StaleMoments);
            var before = step % look == look - 1 ? _optimizer.Parameters.Select(one => one.ToArray()).ToList() : null;
            var norm = _optimizer.Step(_recipe.Clip);
            if (!double.IsFinite(norm)) return End($"the gradient of {_optimizer.FirstNonFiniteGradient()} is not finite at step {step + 1}");
            arena.Rewind();
            (sum, count, epochSum, epochCount) = (sum + value, count + 1, epochSum + value, epochCount + 1);
            if (norm > _recipe.Clip) clipped++;
            if (before is not null) LogUpdates(step + 1, before);
            if ((step + 1) % every == 0)
            {
                _trace.Add(step + 1, "train/loss", sum / count);
                _trace.Add(step + 1, "grad/norm", norm);
                _trace.Add(step + 1, "lr", _optimizer.LearningRate);
                if (double.IsFinite(_recipe.Clip)) _trace.Add(step + 1, "clip/rate", (double)clipped / count);
                (sum, count, clipped) = (0, 0, 0);
            }
            if (step + 1 < Math.Round((epoch + 1) * perEpoch)) continue;
            epoch++;
            _trace.Add(step + 1, "online/loss", epochSum / epochCount);
            _trace.Add(step + 1, "valid/loss", evaluation.Valid());
            _trace.Add(step + 1, Vitals.Frozen, evaluation.Train(FrozenRows));
            (epochSum, epochCount) = (0, 0);
            _net.Train();
        }
        return null;

        string End(string why)
        {
            _trace.Add(Math.Max(1, _trace.Step), "train/loss", double.NaN);
            return why;
        }
    }

    void LogUpdates(long step, List<float[]> before)
    {
        for (var i = 0; i < before.Count; i++)
        {
            _trace.Add(step, $"grad/{_optimizer.Names[i]}/norm", _optimizer.GradientNorms[i]);
            var size = Updates.SquaredNorm(before[i]);
            _trace.Add(step, $"update/{_optimizer.Names[i]}/ratio", size > 0 ? Math.Sqrt(Updates.SquaredDistance(_optimizer.Parameters[i].Span, before[i]) / size) : 0);
        }
    }

    // Puts the damage of a checkpoint into the weights and says how to take it back; null where there is none.
    Action? Damaged()
    {
        if (_recipe.CheckpointDamage <= 0) return null;
        var whole = _net.Parameters.Select(one => one.ToArray()).ToList();
        var other = Build(_seed + 2000).Parameters;
        for (var i = 0; i < other.Count; i++)
        {
            var count = (int)Math.Ceiling(_recipe.CheckpointDamage * other[i].Count);
            other[i].Span[..count].CopyTo(_net.Parameters[i].Span);
        }
        return () =>
        {
            for (var i = 0; i < whole.Count; i++) whole[i].CopyTo(_net.Parameters[i].Span);
        };
    }
}
