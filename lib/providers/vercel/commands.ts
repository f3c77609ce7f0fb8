import { parseReference, shellExpansion } from '@/lib/net/reference';
import { quote, quoteWithExpansion } from '@/lib/net/shell';
import type { VercelConfig } from './config';
import type { Change } from './plan';

/** The same by hand with Vercel's command line, as often as needed: what people run when the console is down. */
export function planCommands(config: VercelConfig, { write, production }: Change): string[] {
  const options = optionsOf(config);
  const byHand = Object.keys(write.aliases).map(
    (domain) => `vercel alias set ${quote(write.targetUrl)} ${quote(domain)} ${options}`,
  );
  if (write.mode === 'alias') return byHand;
  const command = `vercel ${write.mode} ${quote(write.target)} --yes ${options}`;
  return [
    // As Repli does where Vercel refuses.
    `${command} || { ${byHand.join('; ')}; }`,
    `vercel inspect ${quote(production.domain)} ${options}`,
  ];
}

/** The project's setting by hand (the command line's `project update`). */
export const assignmentCommand = (config: VercelConfig, on: boolean): string =>
  `vercel project update ${quote(config.project)} --auto-assign-custom-domains ${on ? 'on' : 'off'} ${optionsOf(config)}`;

function optionsOf({ token, team }: VercelConfig): string {
  const reference = parseReference(token)?.reference ?? token;
  const scope = team === undefined ? '' : `--scope ${quote(team)} `;
  return `${scope}--token ${quoteWithExpansion('', shellExpansion(reference))}`;
}
