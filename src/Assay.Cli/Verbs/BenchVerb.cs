using System.CommandLine;
using Assay.Faults;
using Assay.Runs;
using Assay.Studies;
using Assay.Tensors;

namespace Assay.Cli;

/// <summary>Measures what this machine can do at most, and how good diagnosis is.</summary>
sealed class BenchVerb : Verb
{
    readonly Argument<string?> _what;
    readonly Option<string> _folder;
    readonly Option<string> _seeds;
    readonly Option<bool> _teach;
    readonly Option<bool> _repair;
    readonly Option<bool> _json;
    readonly Option<bool> _quiet;

    public BenchVerb()
        : base("bench", "Measure this machine's limits, or how good diagnosis is", "assay bench peak\n         assay bench diagnosis --repair")
    {
        _what = Word("WHAT", "'peak': fused multiply-adds and the bandwidth of caches and memory, on one core and on all; 'diagnosis': faults are put into thousands of small trainings, and what diagnosis and repair make of them is scored beside published rules");
        _folder = Flag(new Option<string>("--folder") { Description = "Where the trainings of 'diagnosis' are kept; what is there is not trained again", HelpName = "DIR", DefaultValueFactory = _ => "runs/diagnosis" });
        _seeds = Flag(new Option<string>("--seeds") { Description = $"Seeds of each of its configurations, at least {BenchmarkRun.LeastSeeds}", HelpName = "N", DefaultValueFactory = _ => $"{BenchmarkRun.LeastSeeds}" });
        _teach = Flag(new Option<bool>("--teach") { Description = "Teach the doctor anew on the tuning programs first; with --repair also what remedies gain" });
        _repair = Flag(new Option<bool>("--repair") { Description = "Also repair what is faulty, by the doctor's word and by random remedies" });
        _json = JsonFlag();
        _quiet = Flag(new Option<bool>("--quiet") { Description = "Show no progress" });
    }

    public override int Run(Session session, ParseResult line)
    {
        var what = line.GetValue(_what) ?? throw new UsageException("measure what? There are 'peak' and 'diagnosis'; 'assay bench --help' explains");
        if (what == "diagnosis") return Diagnosis(session, line);
        if (what != "peak") throw new UsageException($"there is no '{what}' to measure{Nearest.Suggest(what, ["peak", "diagnosis"])}; there are 'peak' and 'diagnosis'");
        var machine = MachineInfo.Capture(Compute.Threads, Compute.Vector);
        var limits = new[] { 1, Environment.ProcessorCount }.Distinct().Select(MachineLimits.Measure).ToList();
        if (line.GetValue(_json)) PrintJson(session.Terminal.Out, machine, limits);
        else Print(session.Terminal, machine, limits);
        return ExitCode.Done;
    }

    int Diagnosis(Session session, ParseResult line)
    {
        var seeds = (int)WholeNumber.Parse("--seeds", line.GetValue(_seeds)!, BenchmarkRun.LeastSeeds, 100);
        using var interruption = new Interruption(() => { });
        return new DiagnosisBench(session, line.GetValue(_json), line.GetValue(_quiet) || line.GetValue(_json), interruption.Token)
            .Run(line.GetValue(_folder)!, seeds, line.GetValue(_teach), line.GetValue(_repair));
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
