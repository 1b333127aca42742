using BayesBench;
using BayesBench.Support;

using var interrupt = new Interrupt();
return await Cli.RunAsync(args, Terminal.OfProcess(), interrupt.Token);
