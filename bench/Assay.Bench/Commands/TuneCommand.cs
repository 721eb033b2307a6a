using System.CommandLine;
using System.Globalization;
using Assay.Bench.Sweeps;
using Assay.Sweeps;

namespace Assay.Bench.Commands;

static class TuneCommand
{
    public static Command Build()
    {
        var settings = new Argument<string[]>("variants");
        var optuna = new Option<string>("--optuna") { DefaultValueFactory = _ => "/tmp/samplers-optuna.csv" };
        var repeats = new Option<int>("--repeats") { DefaultValueFactory = _ => 50 };
        var offset = new Option<int>("--offset") { DefaultValueFactory = _ => 1000 };
        var only = new Option<string>("--only") { DefaultValueFactory = _ => "" };
        var command = new Command("tune") { settings, optuna, repeats, offset, only };
        command.SetAction(parsed =>
        {
            var n = parsed.GetValue(repeats);
            var reference = File.ReadLines(parsed.GetValue(optuna)!).Skip(1).Select(line => line.Split(',')).GroupBy(f => f[0])
                .ToDictionary(g => g.Key, g => g.Select(f => double.Parse(f[4], CultureInfo.InvariantCulture)).ToArray());
            var all = Functions.Judged.Concat(Functions.Development).Where(f => parsed.GetValue(only) == "" || parsed.GetValue(only)!.Split(',').Contains(f.Key)).ToList();
            Console.WriteLine("P(better than optuna), " + string.Join(" ", all.Select(f => f.Key)));
            foreach (var variant in (string[])["random", .. parsed.GetValue(settings)!])
            {
                double sum = 0, count = 0;
                var line = "";
                foreach (var (name, function) in all)
                {
                    if (!reference.TryGetValue(name, out var theirs)) { line += "    - "; continue; }
                    var mine = new double[n];
                    Parallel.For(0, n, new ParallelOptions { MaxDegreeOfParallelism = 2 }, r =>
                    {
                        var seed = (ulong)(parsed.GetValue(offset) + r);
                        Sampler sampler = variant == "random" ? new RandomSampler(seed) : variant == "quasi" ? new QuasiRandomSampler(seed) : new TpeSampler(seed, Parse(variant));
                        mine[r] = Search.Best(Search.Run(sampler, function, 80), 80);
                    });
                    // P(ours better) + half of ties over all pairs.
                    var p = mine.Average(a => theirs.Average(b => Math.Abs(a - b) < 1e-12 ? 0.5 : a < b ? 1.0 : 0.0));
                    line += $" {p:f3}";
                    sum += p; count++;
                }
                Console.WriteLine($"{sum / count:f3} |{line} | {variant}");
            }
        });
        return command;
    }

    static TpeSettings Parse(string text)
    {
        var settings = new TpeSettings();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "default") continue;
            var (key, value) = (part.Split('=')[0], part.Split('=')[1]);
            var property = typeof(TpeSettings).GetProperty(key) ?? throw new ArgumentException(key);
            property.SetValue(settings, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
        }
        return settings;
    }
}
