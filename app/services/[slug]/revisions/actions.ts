'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { banRevision, banSchema, liftBan, liftSchema } from '@/lib/incidents/bans';

export const ban = action('revision:ban', z.tuple([banSchema]), async ([input], { user }) => banRevision(input, user));

export const lift = action('revision:ban', z.tuple([liftSchema]), async ([input], { user }) => liftBan(input, user));
