using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>The whole benchmark of diagnosis in a folder: corpus, teaching, scores, repair. What is there already is not done again.</summary>
/// <param name="folder">Where corpus and results are.</param>
/// <param name="seeds">Seeds of each configuration: five at least, so that the paired test can say anything.</param>
sealed class BenchmarkRun(string folder, int seeds)
{
    /// <summary>Fewest seeds with which a paired sign-flip test can reach its level.</summary>
    public const int LeastSeeds = 5;

    /// <summary>Hears what is done: phase, done, planned.</summary>
    public Action<string, int, int>? Progress { get; init; }

    /// <summary>When cancelled, what is done stays and the rest is left.</summary>
    public CancellationToken Stop { get; init; }

    // Each repair is up to eight trainings, and two ways are compared.
    const int GainsEvery = 6, RepairEvery = 2;

    /// <summary>The file of a taught model.</summary>
    public string ModelPath => Path.Combine(folder, "doctor.json");

    string Tuning => Path.Combine(folder, "tuning.jsonl");

    string LeftOut => Path.Combine(folder, "left-out.jsonl");

    /// <summary>Trains what the corpus lacks.</summary>
    public void MakeCorpus()
    {
        Corpus.Make(Tuning, AllPrograms.Tuning, seeds, (done, all) => Progress?.Invoke("training the tuning programs", done, all), Stop);
        Corpus.Make(LeftOut, AllPrograms.LeftOut, seeds, (done, all) => Progress?.Invoke("training the programs left out", done, all), Stop);
    }

    /// <summary>Teaches a model on the tuning programs alone and stores it.</summary>
    /// <param name="withGains">Whether remedies are tried too, so that their gains are known.</param>
    public (DoctorModel Model, IReadOnlyList<Prediction> Held) Teach(bool withGains)
    {
        Progress?.Invoke("teaching", 0, 0);
        var cases = Corpus.Read(Tuning);
        var gains = DoctorModel.Taught?.Gains ?? new Dictionary<string, double>();
        var teacher = new Teacher(Exhibit.Of(cases, [View.Examined, View.Logged, View.Beginning]));
        var model = teacher.Teach(gains);
        if (withGains)
        {
            var sick = Sick(cases, AllPrograms.Tuning).Where((_, i) => i % GainsEvery == 0).ToList();
            model = model with { Gains = RepairScore.Of(sick, new Dictionary<string, double>(), chance: false, done => Progress?.Invoke("trying remedies on the tuning programs", done, sick.Count), Stop).Gains };
        }

        Directory.CreateDirectory(folder);
        Runs.AtomicFile.Write(ModelPath, DoctorJson.Write(model));
        return (model, teacher.Held);
    }

    /// <summary>Scores a model on the programs left out.</summary>
    public BenchmarkReport Judge(DoctorModel model, IReadOnlyList<Prediction> held)
    {
        Progress?.Invoke("judging", 0, 0);
        return DiagnosisBenchmark.Judge(model, Corpus.Read(LeftOut), held);
    }

    /// <summary>Repairs a training of every second faulty configuration of the programs left out.</summary>
    public RepairScore Repair()
    {
        var sick = Sick(Corpus.Read(LeftOut), AllPrograms.LeftOut).Where((_, i) => i % RepairEvery == 0).ToList();
        return RepairScore.Of(sick, progress: done => Progress?.Invoke("repairing", done, sick.Count), stop: Stop);
    }

    static List<(BaseProgram Program, DataTask Task, Fault Fault)> Sick(IReadOnlyList<Case> cases, IReadOnlyList<BaseProgram> programs)
    {
        var standings = Standing.Of(cases);
        return [.. from program in programs
                   from task in program.Tasks
                   from fault in AllFaults.For(program)
                   where standings.TryGetValue((program.Name, task.Name, fault.Name), out var standing) && standing.Faulty
                   select (program, task, fault)];
    }
}
