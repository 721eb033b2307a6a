using Assay.Cli;
using Assay.Studies.Frequency;
using Assay.Studies.NextVector;
using Assay.Studies.Poetry;
using Assay.Studies.Ternary;

return AssayCli.Run(args, new FrequencyStudy(), new PoetryStudy(), new NextVectorStudy(), new TernaryStudy());
