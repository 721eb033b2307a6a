using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Assay.EndToEnd;

/// <summary>A Slurm cluster of this one machine: munged, slurmctld and slurmd in a folder of their own, gone when disposed.</summary>
sealed class SlurmCluster : IDisposable
{
    static readonly string[] Tools = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "scontrol", "sinfo"];

    readonly string _folder;
    readonly List<Process> _daemons = [];

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where its files go; not readable to others.</param>
    /// <exception cref="InvalidOperationException">A daemon did not start; the message has what it printed.</exception>
    public SlurmCluster(string folder)
    {
        _folder = folder;
        foreach (var name in new[] { "state", "spool", "cgroup" }) Directory.CreateDirectory(Path.Combine(folder, name));
        var (host, user) = (Dns.GetHostName().Split('.')[0], System.Environment.UserName);
        var key = Path.Combine(folder, "munge.key");
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(128));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(key, UnixFileMode.UserRead);
        }

        // No daemon of the system knows this cgroup folder; 22.05 wants one even where nothing uses it.
        File.WriteAllText(Path.Combine(folder, "cgroup.conf"), $"CgroupPlugin=cgroup/v1\nCgroupMountpoint={folder}/cgroup\n");
        File.WriteAllText(Path.Combine(folder, "slurm.conf"), $"""
            ClusterName=assay
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            SlurmUser={user}
            SlurmdUser={user}
            AuthType=auth/munge
            AuthInfo=socket={folder}/munge.socket
            CredType=cred/munge
            StateSaveLocation={folder}/state
            SlurmdSpoolDir={folder}/spool
            SlurmctldPidFile={folder}/slurmctld.pid
            SlurmdPidFile={folder}/slurmd.pid
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            AccountingStorageType=accounting_storage/none
            JobAcctGatherType=jobacct_gather/none
            MpiDefault=none
            ReturnToService=2
            SlurmdParameters=config_overrides
            KillWait=5
            NodeName={host} NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
            PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP

            """.ReplaceLineEndings("\n"));
        Start("munged", "--foreground", "--force", $"--key-file={key}", $"--socket={folder}/munge.socket", $"--pid-file={folder}/munged.pid", $"--log-file={folder}/munged.log", $"--seed-file={folder}/munged.seed");
        WaitFor("munged", () => File.Exists(Path.Combine(folder, "munge.socket")));
        Start("slurmctld", "-D", "-f", $"{folder}/slurm.conf");
        Start("slurmd", "-D", "-f", $"{folder}/slurm.conf");
        WaitFor("the node", () => Shell.Run(folder, Environment, "sinfo", "--noheader", "--format", "%T").Out.Trim() == "idle");
    }

    /// <summary>What a program needs in its environment to use it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["SLURM_CONF"] = Path.Combine(_folder, "slurm.conf") };

    /// <summary>Why it cannot be had here; null where it can.</summary>
    public static string? Missing()
    {
        var paths = $"{System.Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':');
        var missing = Tools.Where(tool => !paths.Any(path => File.Exists(Path.Combine(path, tool)))).ToList();
        return missing.Count == 0 ? null : $"Slurm is not installed here: there is no {string.Join(", ", missing)} (scripts/install-slurm.sh installs it)";
    }

    public void Dispose()
    {
        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            if (!daemon.HasExited) daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit();
            daemon.Dispose();
        }
    }

    void Start(string program, params string[] args)
    {
        var path = new[] { "/usr/sbin", "/sbin" }.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;
        // Through a shell, so that what it prints goes to a file and nobody has to read a pipe.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >\"$LOG\" 2>&1", path, .. args]) { WorkingDirectory = _folder };
        start.Environment["LOG"] = Path.Combine(_folder, program + ".out");
        start.Environment["SLURM_CONF"] = Path.Combine(_folder, "slurm.conf");
        _daemons.Add(Process.Start(start)!);
    }

    void WaitFor(string what, Func<bool> condition)
    {
        if (SpinWait.SpinUntil(() =>
        {
            Thread.Sleep(100);
            return condition();
        }, TimeSpan.FromSeconds(60))) return;
        var printed = string.Concat(Directory.GetFiles(_folder, "*.out").Select(file => $"\n{Path.GetFileName(file)}: {string.Join(" | ", File.ReadLines(file).TakeLast(5))}"));
        Dispose();
        throw new InvalidOperationException($"{what} did not come up within a minute:{printed}");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
