import type { ChannelKind } from '@/lib/channels/contract';
import { channels } from '@/lib/channels/registry';
import type { CheckKind } from '@/lib/checks/contract';
import { checks } from '@/lib/checks/registry';
import type { Provider } from '@/lib/providers/contract';
import { providers } from '@/lib/providers/registry';
import type { Kinds } from './kinds';

/** The registries by id, for ids that come from a file or a row. */
export const providersById = providers as Record<string, Provider>;
export const checksById = checks as Record<string, CheckKind>;
export const channelsById = channels as Record<string, ChannelKind>;

export const INSTALLED: Kinds = { providers: providersById, checks: checksById, channels: channelsById };
