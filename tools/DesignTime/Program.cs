Console.WriteLine("This project is started by dotnet-ef alone: see CONTRIBUTING.md, \"Add a migration\".");
