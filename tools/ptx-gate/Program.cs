using BayesBench;
using BayesBench.PtxGate;
using BayesBench.Support;

var terminal = Terminal.OfProcess();
using var interrupt = new Interrupt(terminal);
return await Cli.RunAsync(GateCommand.Create(terminal), args, terminal, interrupt.Token);
