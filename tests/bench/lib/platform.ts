import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { db } from '@/lib/db/client';
import { act } from '@/lib/incidents/act';
import { connectComponent } from '@/lib/incidents/connect';
import { declare } from '@/lib/incidents/declare';
import { preparePlan } from '@/lib/incidents/prepare-plan';
import { sendAndStart } from '@/lib/incidents/send-and-start';
import type { EmulatorControl } from '@/lib/lab/emulator/client';
import { readState } from '@/lib/log/read-state';
import type { Connection } from '@/lib/providers/contract';
import { until } from '@/tests/setup/until';
import type { PlatformKind } from './platform-kinds';
import type { Stage } from './stage';

const CALL_WITHIN_MS = 10_000;

/** A service whose only component is on a platform that is emulated in a process of its own. */
export interface Platform {
  control: EmulatorControl;
  connection: Connection;
  /** The newest revision that does not run now. */
  otherRevision(): Promise<string>;
  /** An urgent incident with its plan on the table, one press before the start. */
  ready(revisionId?: string): Promise<Ready>;
  /** Until the run has finished; then nobody samples its incident any more. */
  finished(incidentId: string): Promise<void>;
}

export interface Ready {
  incidentId: string;
  press(): Promise<{ runId: string }>;
}

export async function startPlatform(stage: Stage, kind: PlatformKind): Promise<Platform> {
  const componentId = randomUUID();
  const secret = randomUUID();
  const secretFile = path.join(stage.folder, componentId);
  writeFileSync(secretFile, secret, { mode: 0o600 });
  const { config, control, close } = await kind.start(`file:${secretFile}`, secret);
  stage.endings.defer(close);
  const serviceId = await addService(componentId, kind.id, config);
  const { connection } = await connectComponent(componentId);
  const call = () => ({ signal: AbortSignal.timeout(CALL_WITHIN_MS) });
  const { commander } = stage.world;

  const otherRevision = async () => {
    const { revisions } = await connection.revisions({ limit: 5 }, call());
    const other = revisions.find((revision) => !revision.current);
    if (!other) throw new Error('the platform has one revision only');
    return other.id;
  };
  return {
    control,
    connection,
    otherRevision,
    async ready(revisionId) {
      const declaration = { serviceId, title: 'Bench', symptoms: [], class: 'urgent' as const, drill: true };
      const { incidentId } = granted(await declare(declaration, commander));
      const waves = [[{ componentId, revisionId: revisionId ?? (await otherRevision()) }]];
      const plan = granted(await preparePlan(incidentId, { waves }, commander));
      const start = { ...plan, message: { locale: 'en' as const, body: 'Bench' }, glass: [] };
      const press = async () => {
        const started = granted(await sendAndStart(incidentId, start, commander));
        if (!('runId' in started)) throw new Error('the team was asked first');
        return { runId: started.runId };
      };
      return { incidentId, press };
    },
    async finished(incidentId) {
      await until('the end of the run', async () => (await readState(incidentId))?.run?.status === 'finished');
      granted(await act(incidentId, { type: 'recovery.declare', reason: 'Measured' }, commander));
    },
  };
}

async function addService(componentId: string, provider: string, config: object): Promise<string> {
  const serviceId = randomUUID();
  const stability = { windowSeconds: 60, intervalSeconds: 5 };
  const names = { slug: `platform-${componentId}`, name: 'Platform', environment: 'bench', owner: 'Bench' };
  await db().service.create({ data: { id: serviceId, ...names, stability } });
  await db().component.create({
    data: { id: componentId, serviceId, name: 'web', provider, config, position: 0 },
  });
  const check = {
    name: 'Somebody looked',
    kind: 'manual',
    required: true,
    config: { instruction: 'Look' },
    position: 0,
  };
  await db().check.create({ data: { id: randomUUID(), serviceId, ...check } });
  await db().channel.create({
    data: { id: randomUUID(), serviceId, kind: 'webhook', config: { url: 'http://127.0.0.1:9/inbox' }, position: 0 },
  });
  return serviceId;
}

function granted<T>(result: { ok: true; data: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.data;
}
