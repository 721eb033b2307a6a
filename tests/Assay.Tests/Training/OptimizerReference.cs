namespace Assay.Tests.Training;

/// <summary>Optimizer steps as the PyTorch documentation writes them, one element at a time in double.</summary>
static class OptimizerReference
{
    public static Action<double[], double[], int> Sgd(double lr, double momentum, double dampening, double decay, bool nesterov)
    {
        double[]? buffer = null;
        return (p, gradient, step) =>
        {
            buffer ??= new double[p.Length];
            for (var i = 0; i < p.Length; i++)
            {
                var g = gradient[i] + (decay * p[i]);
                if (momentum != 0)
                {
                    buffer[i] = step == 1 ? g : (momentum * buffer[i]) + ((1 - dampening) * g);
                    g = nesterov ? g + (momentum * buffer[i]) : buffer[i];
                }
                p[i] -= lr * g;
            }
        };
    }

    public static Action<double[], double[], int> Adam(double lr, double b1, double b2, double epsilon, double decay, bool decoupled)
    {
        double[]? m = null, v = null;
        return (p, gradient, step) =>
        {
            m ??= new double[p.Length];
            v ??= new double[p.Length];
            for (var i = 0; i < p.Length; i++)
            {
                var g = gradient[i];
                if (decoupled) p[i] -= lr * decay * p[i];
                else g += decay * p[i];
                m[i] = (b1 * m[i]) + ((1 - b1) * g);
                v[i] = (b2 * v[i]) + ((1 - b2) * g * g);
                var mHat = m[i] / (1 - Math.Pow(b1, step));
                var vHat = v[i] / (1 - Math.Pow(b2, step));
                p[i] -= lr * mHat / (Math.Sqrt(vHat) + epsilon);
            }
        };
    }

    public static Action<double[], double[], int> RmsProp(double lr, double alpha, double epsilon, double decay, double momentum, bool centered)
    {
        double[]? v = null, a = null, b = null;
        return (p, gradient, _) =>
        {
            v ??= new double[p.Length];
            a ??= new double[p.Length];
            b ??= new double[p.Length];
            for (var i = 0; i < p.Length; i++)
            {
                var g = gradient[i] + (decay * p[i]);
                v[i] = (alpha * v[i]) + ((1 - alpha) * g * g);
                a[i] = (alpha * a[i]) + ((1 - alpha) * g);
                var d = g / (Math.Sqrt(centered ? v[i] - (a[i] * a[i]) : v[i]) + epsilon);
                b[i] = (momentum * b[i]) + d;
                p[i] -= lr * b[i];
            }
        };
    }
}
