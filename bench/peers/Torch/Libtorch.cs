using System.Reflection;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Torch;

/// <summary>The native library behind TorchSharp.</summary>
internal static class Libtorch
{
    public const string Peer = "TorchSharp";

    /// <summary>TorchSharp's operators, a new tensor for every result: how the formula is commonly written.</summary>
    public const string PeerPlain = "TorchSharp, plain tensors";

    /// <summary>Every thread draws with a generator of its own, where libtorch draws with one thread.</summary>
    public const string PeerByThreads = "TorchSharp, a generator a thread";

    public static string Versions { get; } =
        $"TorchSharp {VersionOf(typeof(torch).Assembly)}, libtorch {torch.__version__}";

    /// <summary>Loads libtorch and gives it its threads; they belong to the calling thread.</summary>
    /// <exception cref="BadInputException">It does not load.</exception>
    public static void Load(int threads)
    {
        try
        {
            torch.set_num_threads(threads);
            torch.manual_seed(1);
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException or EntryPointNotFoundException)
        {
            throw new BadInputException(
                $"libtorch does not load: {ErrorText.OneLine((e.InnerException ?? e).Message)} Debian 12's own libstdc++ is too old for it; "
                + "tools/install-opencl.sh brings Debian 13's.");
        }

        if (torch.get_num_threads() != threads)
        {
            throw new CheckFailedException(Format.Invariant($"libtorch uses {torch.get_num_threads()} threads; it was given {threads}."));
        }
    }

    /// <summary>Compiles TorchScript, whose parser wants its last line ended.</summary>
    public static torch.jit.CompilationUnit Compile(string script) => torch.jit.compile(script + "\n");

    public static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
