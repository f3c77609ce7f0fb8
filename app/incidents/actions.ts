'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { permissionFor } from '@/lib/auth/permissions';
import { actorOf } from '@/lib/auth/session';
import { commandSchema } from '@/lib/domain/command';
import { LOCALES } from '@/lib/domain/words';
import { act as actOn } from '@/lib/incidents/act';
import { addCheck as addCheckTo, newCheckSchema } from '@/lib/incidents/add-check';
import { declarationSchema, declare } from '@/lib/incidents/declare';
import { planRequestSchema } from '@/lib/incidents/plan-request';
import { draft, savePostmortem as save } from '@/lib/incidents/postmortem';
import { preparePlan as prepare } from '@/lib/incidents/prepare-plan';
import { prepareUndo as undo } from '@/lib/incidents/prepare-undo';
import { sendAndStart as start, startSchema } from '@/lib/incidents/send-and-start';
import { createShare as share, revokeShare as unshare } from '@/lib/incidents/share';
import { takeOver as takeOverFrom } from '@/lib/incidents/take-over';
import { dropWorkingCopy, keepWorkingCopy as keep } from '@/lib/incidents/working-copy';

const id = z.string().min(1).max(200);

export const declareIncident = action('incident:declare', z.tuple([declarationSchema]), async ([input], session) =>
  declare(input, actorOf(session)),
);

/** Everything that one command says: the role that it needs is in `lib/auth/permissions.ts`. */
export const act = action(
  ([, command]: [string, z.output<typeof commandSchema>]) => permissionFor(command.type),
  z.tuple([id, commandSchema]),
  async ([incidentId, command], session) => actOn(incidentId, command, actorOf(session)),
);

export const preparePlan = action(
  'rollback:prepare',
  z.tuple([id, planRequestSchema]),
  async ([incidentId, request], session) => prepare(incidentId, request, actorOf(session)),
);

export const prepareUndo = action('rollback:prepare', z.tuple([id]), async ([incidentId], session) =>
  undo(incidentId, actorOf(session)),
);

export const sendAndStart = action(
  'rollback:execute',
  z.tuple([id, startSchema]),
  async ([incidentId, input], session) => start(incidentId, input, actorOf(session)),
);

export const takeOver = action(
  'rollback:execute',
  z.tuple([id, z.object({ holderIncidentId: id, runId: id, reason: z.string().trim().min(1).max(2_000) })]),
  async ([incidentId, input], session) => takeOverFrom(incidentId, input, actorOf(session)),
);

export const addCheck = action(
  'incident:command',
  z.tuple([id, newCheckSchema]),
  async ([incidentId, input], session) => addCheckTo(incidentId, input, actorOf(session)),
);

export const createShare = action(
  'share:create',
  z.tuple([id, z.object({ hours: z.number().int().min(1).max(720) })]),
  async ([incidentId, { hours }], session) => share(incidentId, hours, actorOf(session)),
);

export const revokeShare = action('share:create', z.tuple([id, id]), async ([incidentId, shareId], session) =>
  unshare(incidentId, shareId, actorOf(session)),
);

export const draftPostmortem = action(
  'postmortem:edit',
  z.tuple([id, z.enum(LOCALES)]),
  async ([incidentId, locale], session) => draft(incidentId, locale, actorOf(session)),
);

const writtenOn = z.object({ body: z.string().max(500_000), version: z.number().int().min(1) });

export const savePostmortem = action(
  'postmortem:edit',
  z.tuple([id, writtenOn]),
  async ([incidentId, input], session) => save(incidentId, input, actorOf(session)),
);

/** Null: there is nothing unsaved any more. */
export const keepWorkingCopy = action(
  'postmortem:edit',
  z.tuple([id, writtenOn.nullable()]),
  async ([incidentId, copy], { user }) => {
    await (copy ? keep(incidentId, user.id, copy) : dropWorkingCopy(incidentId, user.id));
    return { ok: true, data: null };
  },
);
