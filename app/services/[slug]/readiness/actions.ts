'use server';

import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { tryChannel } from '@/lib/readiness/try-channel';

export const sendTest = action('incident:command', z.tuple([z.string().min(1).max(200)]), async ([channelId]) =>
  tryChannel(channelId, (await getLocale()) === 'fr' ? 'fr' : 'en'),
);
