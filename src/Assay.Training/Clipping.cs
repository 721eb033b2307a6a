using Assay.Tensors;

namespace Assay.Training;

/// <summary>Limits on the size of a step's gradient.</summary>
public static class Clipping
{
    /// <summary>
    /// Scales all gradients together so that their global norm is at most <paramref name="limit"/>, as PyTorch's
    /// clip_grad_norm_, and returns the norm before scaling; a norm that is not finite leaves the gradients unchanged.
    /// <see cref="Optimizer.Step(double)"/> does the same without the extra pass.
    /// </summary>
    public static double ByGlobalNorm(IEnumerable<Parameter> parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit), limit, "The largest norm must be positive.");
        var gradients = parameters.Where(p => p.Trainable && p.Grad is not null).Select(p => p.Grad!).ToList();
        var norm = Math.Sqrt(gradients.Sum(gradient => Updates.SquaredNorm(gradient.Span)));
        var factor = Factor(norm, limit);
        if (double.IsFinite(norm) && factor < 1)
            foreach (var gradient in gradients) Updates.Scale(gradient.Span, (float)factor);
        return norm;
    }

    internal static double Factor(double norm, double limit) => Math.Min(1, limit / (norm + 1e-6));
}
