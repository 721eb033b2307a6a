using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies;

// What only the live training can tell.
abstract partial class EpochTraining
{
    const int ProbeSteps = 8, JudgedSteps = 4;

    /// <summary>
    /// What a few steps at multiples of the learning rate would do from here, and how noisy the gradient is; weights and state are as before
    /// afterwards.
    /// </summary>
    public IEnumerable<(string Name, double Value)> Probes()
    {
        var (from, whole) = (Stepper.Steps, Places(Stepper.Steps).Length);
        Network.Train();
        var test = RateTest.Measure(Optimizer, Settings.Number("lr"), ProbeSteps, Stepper.Clip, step => Loss(from + step, Places(from + step)), Judge);
        foreach (var (multiple, ratio) in test) yield return ($"{Vitals.RateTest}{multiple.ToString(System.Globalization.CultureInfo.InvariantCulture)}", Math.Min(1000, ratio));
        var noise = GradientNoise.Measure(Optimizer, ProbeSteps, whole, step => Loss(from + step, Places(from + step)));
        yield return (Vitals.NoiseScale, noise.Scale);
        yield return (Vitals.GradientlessShare, noise.GradientlessShare);
        yield return (Vitals.BuiltParameters, Network.ParameterCount);
    }

    // Of steps far from those that are taken, always the same draws.
    double Judge()
    {
        var sum = 0.0;
        using var arena = Arena.Enter();
        using (Tensor.PauseGradients())
        {
            for (var step = 0; step < JudgedSteps; step++)
            {
                sum += Loss(step, Places(step)).Item();
                arena.Rewind();
            }
        }
        return sum / JudgedSteps;
    }
}
