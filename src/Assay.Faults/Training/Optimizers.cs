using Assay.Training;

namespace Assay.Faults;

/// <summary>Optimizers and schedules of recipes.</summary>
static class Optimizers
{
    // What a configuration file of such a program would say; faults in code and data are not in it.
    static readonly string[] Told = ["optimizer", "lr", "schedule", "batch", "epochs", "clip", "activation", "hidden", "latent", "kl.weight", "curvature", "dropout", "decay"];

    public static Optimizer Of(Recipe recipe, ProgramNet net) => recipe.Optimizer switch
    {
        "sgd" => new Sgd(net.NamedParameters, recipe.Lr, momentum: 0.9, weightDecay: recipe.Decay),
        "rmsprop" => new RmsProp(net.NamedParameters, recipe.Lr),
        _ => recipe.Decay > 0 ? new AdamW(net.NamedParameters, recipe.Lr, weightDecay: recipe.Decay) : new Adam(net.NamedParameters, recipe.Lr),
    };

    public static double Factor(string schedule, double done) => schedule switch
    {
        "constant" => 1,
        "early" => done < 0.1 ? 0.5 * (1 + Math.Cos(Math.PI * done / 0.1)) : 0,
        _ => 0.02 + (0.98 * 0.5 * (1 + Math.Cos(Math.PI * done))),
    };

    /// <summary>Multiplies second moments, or the momentum where there are none.</summary>
    public static void Stale(Optimizer optimizer, double factor)
    {
        foreach (var (name, tensor) in optimizer.State().Tensors)
        {
            if (!name.EndsWith("exp_avg_sq", StringComparison.Ordinal) && !name.EndsWith("momentum_buffer", StringComparison.Ordinal)) continue;
            foreach (ref var value in tensor.Span) value *= (float)factor;
        }
    }

    public static Dictionary<string, object?> Ordinary(Recipe recipe) =>
        recipe.ToSettings().Where(one => Told.Contains(one.Key)).ToDictionary(one => one.Key, one => one.Value);
}
