using BayesBench;
using BayesBench.Peers;
using BayesBench.Support;

var terminal = Terminal.OfProcess();
using var interrupt = new Interrupt(terminal);
return await Cli.RunAsync(PeersCommand.Create(terminal), args, terminal, interrupt.Token);
