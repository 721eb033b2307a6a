using System.CommandLine;
using Assay.Runs;
using Assay.Studies;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>Measures what this machine can do at most.</summary>
sealed class BenchVerb : Verb
{
    readonly Argument<string?> _what;
    readonly Option<bool> _json;

    public BenchVerb()
        : base("bench", "Measure this machine's limits", "assay bench peak")
    {
        _what = Word("what", "'peak': fused multiply-adds and the bandwidth of caches and memory, on one core and on all");
        _json = JsonFlag();
    }

    public override int Run(Session session, ParseResult line)
    {
        var what = line.GetValue(_what) ?? throw new UsageException("measure what? There is 'peak'; 'assay bench --help' explains");
        if (what != "peak") throw new UsageException($"there is no '{what}' to measure{Nearest.Suggest(what, ["peak"])}; there is 'peak'");
        var machine = MachineInfo.Capture(Compute.Threads, Compute.Vector);
        var limits = new[] { 1, Environment.ProcessorCount }.Distinct().Select(MachineLimits.Measure).ToList();
        if (line.GetValue(_json)) PrintJson(session.Terminal.Out, machine, limits);
        else Print(session.Terminal, machine, limits);
        return ExitCode.Done;
    }

    static void Print(Terminal terminal, MachineInfo machine, List<MachineLimits> limits)
    {
        terminal.Out.WriteLine($"{machine.Processor}, {machine.Cores} cores, {machine.Vector}, {machine.Runtime}");
        terminal.Out.WriteLine();
        var table = new TextTable(["LIMIT", "UNIT", .. limits.Select(limit => limit.Threads == 1 ? ">1 THREAD" : $">{limit.Threads} THREADS")]);
        table.Add(["fused multiply-adds", "GFLOP/s", .. limits.Select(limit => $"{limit.GigaflopsPerSecond:F0}")]);
        for (var i = 0; i < limits[0].Bandwidths.Count; i++)
        {
            var set = limits[0].Bandwidths[i];
            var name = $"{set.Level}, {Size(set.Bytes)} a thread";
            table.Add([$"read {name}", "GB/s", .. limits.Select(limit => $"{limit.Bandwidths[i].ReadGigabytesPerSecond:F0}")]);
            table.Add([$"update {name}", "GB/s", .. limits.Select(limit => $"{limit.Bandwidths[i].UpdateGigabytesPerSecond:F0}")]);
        }
        foreach (var text in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(text);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("Best of several runs in this process. An update reads and writes each byte, and both count. Other work on the");
        terminal.Out.WriteLine("machine lowers every figure: measure when it is idle.");
    }

    static void PrintJson(TextWriter to, MachineInfo machine, List<MachineLimits> limits) => JsonOutput.Print(to, json =>
    {
        json.WriteString("processor", machine.Processor);
        json.WriteString("vector", machine.Vector);
        json.WriteStartArray("limits");
        foreach (var limit in limits)
        {
            json.WriteStartObject();
            json.WriteNumber("threads", limit.Threads);
            json.WriteNumber("gigaflops_per_second", limit.GigaflopsPerSecond);
            json.WriteStartArray("bandwidths");
            foreach (var set in limit.Bandwidths)
            {
                json.WriteStartObject();
                json.WriteString("level", set.Level);
                json.WriteNumber("bytes", set.Bytes);
                json.WriteNumber("read_gigabytes_per_second", set.ReadGigabytesPerSecond);
                json.WriteNumber("update_gigabytes_per_second", set.UpdateGigabytesPerSecond);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static string Size(int bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes >> 10} KiB";
}
