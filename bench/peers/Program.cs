using BayesBench;
using BayesBench.Peers;
using BayesBench.Support;

using var interrupt = new Interrupt();
var terminal = Terminal.OfProcess();
return await Cli.RunAsync(PeersCommand.Create(terminal), args, terminal, interrupt.Token);
