using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>A Slurm cluster of this one host, with its state and its sockets in a folder, for as long as a test takes.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly string[] Programs = ["sbatch", "sinfo", "munged", "slurmctld", "slurmd"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly List<Process> _daemons = [];

    /// <summary>Starts the cluster, or skips the test where Slurm is not installed.</summary>
    /// <param name="folder">Where it keeps everything; not long, for it holds a socket.</param>
    public SlurmCluster(string folder)
    {
        if (Programs.FirstOrDefault(program => PathOf(program) is null) is { } missing)
        {
            Requirements.Missing("slurm", $"{missing} is not installed (Debian's slurm-wlm and munge have it)");
        }

        _folder = folder;
        byte[] key = RandomNumberGenerator.GetBytes(1024);
        File.WriteAllBytes(In("munge.key"), key);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(In("munge.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.CreateDirectory(In("state"));
        Directory.CreateDirectory(In("spool"));
        File.WriteAllText(In("slurm.conf"), Configuration());
        Start(
            "munged", "--force", "--foreground", $"--key-file={In("munge.key")}", $"--socket={In("munge.socket")}",
            $"--pid-file={In("munged.pid")}", $"--log-file={In("munged.log")}", $"--seed-file={In("munged.seed")}");
        Until(() => File.Exists(In("munge.socket")), "munged has no socket");
        Start("slurmctld", "-D", "-f", In("slurm.conf"));
        Start("slurmd", "-D", "-f", In("slurm.conf"));
        Until(() => Run("sinfo", "--noheader", "--format=%t").Out.Trim() == "idle", "the node is not idle");
    }

    /// <summary>Submits an array of jobs and waits for all of them.</summary>
    /// <returns>The exit status, 0 where all ended with it, and what <c>sbatch</c> said.</returns>
    public (int Status, string Out) Array(string tasks, string command) =>
        Run("sbatch", "--wait", $"--array={tasks}", $"--output={In("task-%a.log")}", "--wrap", command);

    /// <summary>What the tasks printed.</summary>
    public string Logs => string.Join('\n', Directory.GetFiles(_folder, "task-*.log").Select(File.ReadAllText));

    public void Dispose()
    {
        foreach (Process daemon in Enumerable.Reverse(_daemons))
        {
            daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit();
            daemon.Dispose();
        }
    }

    private static string? PathOf(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static void Until(Func<bool> holds, string otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !holds(); Thread.Sleep(100))
        {
            Assert.True(watch.Elapsed < Patience, $"{otherwise} after {Patience.TotalSeconds} s.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Everything as the user who runs the tests.
    private string Configuration() => $"""
        ClusterName=bayesbench
        SlurmctldHost={Dns.GetHostName()}(127.0.0.1)
        SlurmctldPort={FreePort()}
        SlurmdPort={FreePort()}
        AuthType=auth/munge
        AuthInfo=socket={In("munge.socket")}
        CredType=cred/munge
        SlurmUser={Environment.UserName}
        SlurmdUser={Environment.UserName}
        StateSaveLocation={In("state")}
        SlurmdSpoolDir={In("spool")}
        SlurmctldPidFile={In("slurmctld.pid")}
        SlurmdPidFile={In("slurmd.pid")}
        SlurmctldLogFile={In("slurmctld.log")}
        SlurmdLogFile={In("slurmd.log")}
        ProctrackType=proctrack/pgid
        TaskPlugin=task/none
        SelectType=select/cons_res
        SelectTypeParameters=CR_CPU
        MpiDefault=none
        SwitchType=switch/none
        ReturnToService=2
        NodeName={Dns.GetHostName()} NodeAddr=127.0.0.1 CPUs={Environment.ProcessorCount} State=UNKNOWN
        PartitionName=all Nodes=ALL Default=YES MaxTime=5 State=UP

        """;

    private void Start(string program, params string[] arguments)
    {
        Process daemon = Process.Start(With(program, arguments))!;
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        _daemons.Add(daemon);
    }

    private (int Status, string Out) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(With(program, arguments))!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said + error.Result);
    }

    private ProcessStartInfo With(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(PathOf(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = In("slurm.conf");
        return start;
    }

    private string In(string name) => Path.Combine(_folder, name);
}
