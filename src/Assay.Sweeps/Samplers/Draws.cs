using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>Random numbers of a trial: a function of the sampler's seed and the trial's number.</summary>
static class Draws
{
    public static CounterGenerator Of(ulong seed, int number)
    {
        // Neighbouring seeds and numbers must not give shifted copies of one stream, so both go through the generator first.
        var outer = new CounterGenerator(seed);
        var inner = new CounterGenerator(outer.Next() ^ (ulong)number);
        return new CounterGenerator(inner.Next());
    }
}
