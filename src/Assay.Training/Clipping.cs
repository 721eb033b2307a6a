using Assay.Tensors;

namespace Assay.Training;

/// <summary>Limits on the size of a step's gradient.</summary>
public static class Clipping
{
    [ThreadStatic] static UpdateList? _list;

    /// <summary>
    /// Scales all gradients together so that their global norm is at most <paramref name="limit"/>, as PyTorch's
    /// clip_grad_norm_, and returns the norm before scaling; a norm that is not finite leaves the gradients unchanged.
    /// <see cref="Optimizer.Step(double)"/> does the same without the extra pass.
    /// </summary>
    public static double ByGlobalNorm(IEnumerable<Parameter> parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit), limit, "The largest norm must be positive.");
        var list = _list ??= new UpdateList();
        list.Clear();
        foreach (var parameter in parameters)
            if (Gradient(parameter) is { } gradient) list.Add(parameter, gradient);
        var norm = list.Norm();
        var factor = Factor(norm, limit);
        if (double.IsFinite(norm) && factor < 1) list.ScaleGradients((float)factor);
        list.Clear();
        return norm;
    }

    internal static double Factor(double norm, double limit) => Math.Min(1, limit / (norm + 1e-6));

    static Tensor? Gradient(Parameter parameter) => parameter.Trainable ? parameter.Grad : null;
}
