using BayesBench;
using BayesBench.PtxGate;
using BayesBench.Support;

using var interrupt = new Interrupt();
var terminal = Terminal.OfProcess();
return await Cli.RunAsync(GateCommand.Create(terminal), args, terminal, interrupt.Token);
