using System.CommandLine;
using Assay.Bench.Commands;
using Assay.Bench.Kernels;
using BenchmarkDotNet.Running;

if (args is ["kernels", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(MatrixProductBenchmarks).Assembly).Run(rest, new InThisProcess());
    return 0;
}

var root = new RootCommand("Measures Assay: kernels, whole training steps, products beside the machine's peak, probes, logging, memory over many steps.")
{
    new Command("kernels", "BenchmarkDotNet on kernels and training steps: kernels --filter '*'; kernels --list flat") { TreatUnmatchedTokensAsErrors = false },
    StepsCommand.Build(),
    ProductsCommand.Build(),
    ProbesCommand.Build(),
    LoggingCommand.Build(),
    MemoryCommand.Build(),
    MachineCommand.Build(),
    SweepsCommand.Build(),
    ForecastsCommand.Build(),
};
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
