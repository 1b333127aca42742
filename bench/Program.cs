System.Console.WriteLine("BayesBench");
