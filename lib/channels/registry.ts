import type { ChannelKind } from './contract';
import { email } from './email';
import { slack } from './slack';
import { teams } from './teams';
import { template } from './template';
import { webhook } from './webhook';

/** Every kind of channel, by id. Adding one: a file or folder here and a line below. */
export const channels = { email, slack, teams, template, webhook } satisfies Record<string, ChannelKind>;
