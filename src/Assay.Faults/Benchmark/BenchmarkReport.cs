namespace Assay.Faults;

/// <summary>What the benchmark of diagnosis found.</summary>
/// <param name="Sizes">Programs, configurations, trainings, faulty and undecided ones, by set ("tuning", "left out").</param>
/// <param name="Rows">Recall, false alarms and causes of each way to diagnose, on the programs left out.</param>
/// <param name="ByCause">The doctor's on the programs left out, cause by cause.</param>
/// <param name="ByProgram">The doctor's, program by program: those of tuning each while left out of the fit.</param>
/// <param name="Calibration">Calibration errors of the doctor's probabilities by what they are of.</param>
/// <param name="Delay">Median share of the training after which a faulty one is called so, counting those never called as the whole; and the share of healthy ones ever called.</param>
/// <param name="Missed">What was not called faulty, by fault.</param>
sealed record BenchmarkReport(
    IReadOnlyList<(string Set, int Programs, int Configurations, int Trainings, int Faulty, int Undecided)> Sizes,
    IReadOnlyList<(string Name, Score Score)> Rows, IReadOnlyList<(string Cause, Score Score)> ByCause, IReadOnlyList<(string Program, Score Score)> ByProgram,
    IReadOnlyDictionary<string, double> Calibration, (double Median, double FalseAlarms) Delay, IReadOnlyList<(string Fault, int Missed, int Of)> Missed);
