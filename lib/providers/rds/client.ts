import type { RDSClient } from '@aws-sdk/client-rds';
import { type AwsAsk, awsAsk, awsClientOptions } from '../aws';
import type { Credentials } from '../contract';
import type { RdsConfig } from './config';
import type { Kind } from './database';
import { rdsFailure } from './failure';
import { type RowsReader, rowsReader } from './rows';

/** One database, and a way to ask Amazon about it. */
export interface Rds {
  config: RdsConfig;
  kind: Kind;
  /** Identifier of the database that the component started with. */
  base: string;
  clock: () => Date;
  /** The database in sentences. */
  name: string;
  /** Errors: see `awsCall` and `rdsFailure`. */
  call: AwsAsk<typeof import('@aws-sdk/client-rds'), RDSClient>;
  readRows: RowsReader;
}

interface Context {
  clock: () => Date;
  credentials: Credentials;
  /** Takes what must never be shown. */
  hide: (secret: string) => void;
}

export function createRds(config: RdsConfig, { kind, base }: Pick<Rds, 'kind' | 'base'>, context: Context): Rds {
  const name = `database ${base} (${config.region})`;
  const connect = async () => {
    const sdk = await import('@aws-sdk/client-rds');
    return { sdk, client: new sdk.RDSClient(awsClientOptions(config, context.credentials)) };
  };
  const ask: Rds['call'] = awsAsk(name, config, connect);
  const call: Rds['call'] = (signal, work) =>
    ask(signal, work).catch((error: unknown) => {
      throw rdsFailure(error, name);
    });
  const readRows = rowsReader(config, context.credentials, context.hide);
  return { config, kind, base, clock: context.clock, name, call, readRows };
}
