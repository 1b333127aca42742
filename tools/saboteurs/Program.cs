using BayesBench;
using BayesBench.Saboteurs;
using BayesBench.Support;

var terminal = Terminal.OfProcess();
using var interrupt = new Interrupt(terminal);
return await Cli.RunAsync(SaboteursCommand.Create(terminal), args, terminal, interrupt.Token);
