using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Forecasts;

/// <summary>Trainings of <see cref="SmallProgram"/> whose settings are drawn: optimizer, rate, schedule, width, batch, examples, length.</summary>
static class SmallTraining
{
    const int ValidRows = 128;

    /// <summary>Curves of so many trainings of each program; those that end with a number that is not finite are left out.</summary>
    public static IEnumerable<CurveCase> Curves(int each, ulong seed)
    {
        foreach (var program in SmallProgram.All)
            for (var number = 0; number < each; number++)
            {
                var (train, valid) = Train(program, new Rng(seed).Split($"{program.Name} {number}"));
                if (!double.IsFinite(valid.Last)) continue;
                yield return new CurveCase(program.Name, valid, train);
                yield return new CurveCase(program.Name, train);
            }
    }

    static (Curve Train, Curve Valid) Train(SmallProgram program, Rng rng)
    {
        var (rows, width, size) = (64 << rng.NextInt(4), 8 << rng.NextInt(3), 8 << rng.NextInt(3));
        // Some curves have few validations, some many.
        var epochs = (int)Math.Round(Math.Exp(Between(rng, Math.Log(8), Math.Log(80))));
        var rate = Math.Exp(Between(rng, Math.Log(3e-4), Math.Log(3e-2)));
        var all = program.Data(rng, rows + ValidRows);
        var (seen, held) = (all.Take([.. Enumerable.Range(0, rows)]), all.Take([.. Enumerable.Range(rows, ValidRows)]).All());
        var model = program.Model(rng, width);
        Optimizer optimizer = rng.NextInt(3) > 0 ? new Adam(model.NamedParameters, rate) : new Sgd(model.NamedParameters, rate, momentum: 0.9);
        var steps = epochs * seen.BatchCount(size);
        var schedule = rng.NextInt(3) == 0 ? Schedules.Cosine(steps) : Schedules.Constant();
        var every = Math.Max(1, steps / 200);
        var (train, valid, sum) = (new Curve(), new Curve(), 0.0);
        for (var (epoch, step) = (0, 0); epoch < epochs; epoch++)
        {
            foreach (var batch in seen.Batches(size, rng))
            {
                optimizer.ZeroGrad();
                var loss = program.Loss(model.Forward(batch.Input), batch);
                loss.Backward();
                optimizer.LearningRate = rate * schedule(step);
                optimizer.Step(1.0);
                sum += loss.Item();
                if (++step % every != 0) continue;
                train.Add(step, sum / every);
                sum = 0;
            }

            model.Eval();
            using (Tensor.PauseGradients()) valid.Add(step, program.Loss(model.Forward(held.Input), held).Item());
            model.Train();
        }

        return (train, valid);
    }

    static double Between(Rng rng, double low, double high) => low + (high - low) * rng.NextDouble();
}
