import { quote } from '@/lib/net/shell';
import { awsCommandLine } from '../aws';
import type { readHost } from '../database-url';
import type { SecretsManagerConfig } from './config';
import { pinOf } from './pin';
import { CURRENT } from './versions';
import type { SecretWrite } from './write';

/** The same by hand. Values go from one program to the next and are never shown. */
export function planCommands(
  config: SecretsManagerConfig,
  write: SecretWrite,
  before?: ReturnType<typeof readHost>,
): string[] {
  const { setup, options } = awsCommandLine(config);
  const aws = (command: string) => `aws secretsmanager ${command} ${options} --secret-id ${quote(config.secretId)}`;
  const stage = (name: string) => `${aws('update-secret-version-stage')} --version-stage ${quote(name)}`;
  const from = quote(write.from);
  const change =
    write.mode === 'move'
      ? [`${stage(CURRENT)} --move-to-version-id ${quote(write.target)} --remove-from-version-id ${from}`]
      : [
          `new_host=${quote(write.host)}`,
          `${aws('get-secret-value')} --version-id ${from} --query SecretString --output text | ${filter(before)} | ${aws('put-secret-value')} --secret-string file:///dev/stdin --query VersionId --output text`,
        ];
  return [
    ...setup,
    `${stage(pinOf(write.from))} --move-to-version-id ${from}`,
    ...change,
    `${aws('list-secret-version-ids')} --query 'Versions[].[VersionId,CreatedDate,VersionStages]' --output text`,
  ];
}

/** Replaces the host in what passes through. */
function filter(before: ReturnType<typeof readHost> | undefined): string {
  const { host = '', shape = { kind: 'url' } } = before ?? {};
  const old = host.replace(/[.[\]]/g, '\\$&');
  return shape.kind === 'host_key'
    ? `sed -E "s#(\\"${shape.key}\\"[[:space:]]*:[[:space:]]*\\")${old}\\"#\\1$new_host\\"#"`
    : `sed -E "s#(//|@)${old}([:/?\\"]|\\$)#\\1$new_host\\2#"`;
}
