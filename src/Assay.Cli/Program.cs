using Assay.Cli;

return AssayCli.Run(args);
