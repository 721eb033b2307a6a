namespace Assay.Training;

/// <summary>
/// Learning rate schedules as factors of the base rate, with PyTorch's semantics. PyTorch's absolute rates (eta_min, max_lr)
/// become factors: divide them by the base rate, which for <see cref="OneCycle"/> is the peak.
/// </summary>
public static class Schedules
{
    /// <summary>Always <paramref name="factor"/>.</summary>
    public static Schedule Constant(double factor = 1) => _ => factor;

    /// <summary>gamma^(step / size), in whole stairs. (StepLR)</summary>
    public static Schedule Step(long size, double gamma = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return step => Math.Pow(gamma, step / size);
    }

    /// <summary>gamma^(number of milestones reached). (MultiStepLR)</summary>
    public static Schedule MultiStep(IEnumerable<long> milestones, double gamma = 0.1)
    {
        var sorted = milestones.Order().ToArray();
        return step =>
        {
            var reached = 0;
            while (reached < sorted.Length && sorted[reached] <= step) reached++;
            return Math.Pow(gamma, reached);
        };
    }

    /// <summary>gamma^step. (ExponentialLR)</summary>
    public static Schedule Exponential(double gamma) => step => Math.Pow(gamma, step);

    /// <summary>
    /// From 1 down to <paramref name="minimum"/> in <paramref name="steps"/> along half a cosine; beyond that it rises again, as
    /// in PyTorch. (CosineAnnealingLR)
    /// </summary>
    public static Schedule Cosine(long steps, double minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return step => HalfCosine(1, minimum, (double)step / steps);
    }

    /// <summary>
    /// Half a cosine from 1 to <paramref name="minimum"/>, then back to 1 at once, each period <paramref name="growth"/> times
    /// as long as the one before. (CosineAnnealingWarmRestarts)
    /// </summary>
    public static Schedule CosineWarmRestarts(long period, int growth = 1, double minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(growth);
        return step =>
        {
            var length = period;
            if (growth == 1) step %= length;
            while (step >= length) (step, length) = (step - length, length * growth);
            return HalfCosine(1, minimum, (double)step / length);
        };
    }

    /// <summary>
    /// From <paramref name="start"/> to <paramref name="end"/> along a line in <paramref name="steps"/>, then
    /// <paramref name="end"/>. (LinearLR)
    /// </summary>
    public static Schedule Linear(long steps, double start = 1.0 / 3, double end = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return step => start + ((end - start) * Math.Min(step, steps) / steps);
    }

    /// <summary>
    /// A linear rise from <paramref name="start"/> during <paramref name="steps"/>, then <paramref name="schedule"/> from its
    /// beginning. (SequentialLR of LinearLR and another)
    /// </summary>
    public static Schedule AfterWarmUp(this Schedule schedule, long steps, double start = 1.0 / 3)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return step => step < steps ? start + ((1 - start) * step / steps) : schedule(step - steps);
    }

    /// <summary>
    /// Up to the base rate (factor 1) from 1 / <paramref name="division"/> during the first <paramref name="rising"/> share of
    /// the steps, then down to 1 / (division x <paramref name="finalDivision"/>), along half cosines or lines; with
    /// <paramref name="threePhases"/> first down to the start and then to the end. (OneCycleLR, whose momentum cycle is not included)
    /// </summary>
    public static Schedule OneCycle(
        long steps, double rising = 0.3, double division = 25, double finalDivision = 1e4, bool linear = false, bool threePhases = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        if (rising is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(rising), rising, "The rising share must be 0 to 1.");
        double start = 1 / division, end = start / finalDivision, peak = (rising * steps) - 1, last = steps - 1;
        var fallen = threePhases ? (2 * rising * steps) - 2 : last;
        return step =>
        {
            if (step >= last) return end;
            if (step < peak) return Between(start, 1, step / peak);
            if (step < fallen) return Between(1, threePhases ? start : end, (step - peak) / (fallen - peak));
            return Between(start, end, (step - fallen) / (last - fallen));
        };

        double Between(double from, double to, double share) => linear ? from + ((to - from) * share) : HalfCosine(from, to, share);
    }

    static double HalfCosine(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
