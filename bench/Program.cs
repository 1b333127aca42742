using BayesBench;
using BayesBench.Results;
using BayesBench.Support;

var terminal = Terminal.OfProcess(UnfinishedRun.DefaultFolder);
using var interrupt = new Interrupt(terminal);
return await Cli.RunAsync(args, terminal, interrupt.Token);
