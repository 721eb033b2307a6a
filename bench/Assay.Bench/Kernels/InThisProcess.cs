using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Assay.Bench.Kernels;

/// <summary>
/// Runs benchmarks in this process: nothing is generated, restored or built, so a plain checkout is enough.
/// The benchmark classes are public and not sealed because BenchmarkDotNet passes over others.
/// </summary>
sealed class InThisProcess : ManualConfig
{
    public InThisProcess()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator());
    }
}
