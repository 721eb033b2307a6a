using System.Runtime.InteropServices;

namespace Assay.Runs;

/// <summary>The machine a run was made on.</summary>
/// <param name="Os">Operating system and version.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="Processor">Processor model, or the architecture where the model is unknown.</param>
/// <param name="Cores">Logical cores this process may use.</param>
/// <param name="Threads">Threads the arithmetic used.</param>
/// <param name="Vector">Vector instructions in use, such as AVX-512.</param>
/// <param name="MemoryBytes">Memory available to the process.</param>
public sealed record MachineInfo(
    string Os, string Runtime, string Processor, int Cores, int Threads, string Vector, long MemoryBytes)
{
    /// <summary>Describes this machine; the arithmetic's threads and vector instructions are known to the caller.</summary>
    public static MachineInfo Capture(int threads, string vector) => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        ProcessorName(),
        Environment.ProcessorCount,
        threads,
        vector,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    static string ProcessorName()
    {
        const string cpuInfo = "/proc/cpuinfo";
        if (File.Exists(cpuInfo))
        {
            foreach (var line in File.ReadLines(cpuInfo))
            {
                if (line.StartsWith("model name", StringComparison.Ordinal) && line.Split(':', 2) is [_, var name])
                    return name.Trim();
            }
        }

        return RuntimeInformation.ProcessArchitecture.ToString();
    }
}
