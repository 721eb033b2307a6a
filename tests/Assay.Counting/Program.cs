using Assay.Cli;
using Assay.Counting;

return AssayCli.Run(args, new CountingStudy());
