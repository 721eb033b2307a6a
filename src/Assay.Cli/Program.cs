using Assay.Cli;
using Assay.Studies.Frequency;

return AssayCli.Run(args, new FrequencyStudy());
