using System.CommandLine;
using System.Text.Json;
using Assay.Runs;
using Assay.Tensors;

namespace Assay.Bench.Commands;

/// <summary>Prints what Assay sees of the machine as one JSON line.</summary>
static class MachineCommand
{
    static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Build()
    {
        var command = new Command("machine", "Prints processor, cores, instruction set and runtime as one JSON line.");
        command.SetAction(_ => Console.WriteLine(JsonSerializer.Serialize(MachineInfo.Capture(Compute.Threads, Compute.Vector), Names)));
        return command;
    }
}
