import { readFileSync } from 'node:fs';

/**
 * What Prisma's command line asks of its engine: `--version`, `cli <command>`, or requests on stdin with
 * `--datamodels FILE…` and `--datasource JSON`.
 */
export function parseArguments(argv) {
  const valuesOf = (name) => argv.flatMap((value, index) => (argv[index - 1] === name ? [value] : []));
  const [datasource] = valuesOf('--datasource');
  const [databaseCommand] = valuesOf('cli');
  return {
    version: argv.includes('--version') || argv.includes('-V'),
    databaseCommand,
    datasource: datasource ? JSON.parse(datasource) : {},
    datamodels: valuesOf('--datamodels').map((file) => [file, readFileSync(file, 'utf8')]),
  };
}
