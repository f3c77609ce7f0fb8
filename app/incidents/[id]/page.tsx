import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Room } from '@/components/incident/room';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { permissionsOf } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { getService } from '@/lib/catalogue/read';
import { incidentNumber } from '@/lib/incidents/read/number';
import { listPeople } from '@/lib/incidents/read/people';
import { readSnapshot } from '@/lib/log/snapshot';
import { act, addCheck, createShare, preparePlan, prepareUndo, revokeShare, sendAndStart, takeOver } from '../actions';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = await incidentNumber((await params).id);
  // Until the room is live: from then on it says phase and clock as well.
  return { title: number === null ? (await getTranslations('room.notFound'))('title') : `INC-${number}` };
}

export default async function IncidentPage({ params }: Props) {
  const { id } = await params;
  const session = await pageSession('incident:read', `/incidents/${id}`);
  if (!session) return <Forbidden />;
  const { id: userId, name, role } = session.user;
  const viewer = { kind: 'member' as const, userId, name, can: permissionsOf(role) };
  const [initial, people] = await Promise.all([readSnapshot(id, viewer), listPeople()]);
  if (!initial) notFound();
  const service = await getService(initial.state.service.id);
  const path = `/api/incidents/${encodeURIComponent(id)}`;
  return (
    <ClientMessages also={['room', 'refusal', 'timeline', 'message', 'provider']}>
      <Room
        initial={initial}
        source={{
          key: id,
          snapshotUrl: `${path}/snapshot`,
          streamUrl: `${path}/stream`,
          olderUrl: `${path}/events`,
        }}
        actions={{ act, addCheck, createShare, preparePlan, prepareUndo, revokeShare, sendAndStart, takeOver }}
        people={people}
        help={{
          contacts: service?.contacts ?? [],
          links: (service?.links ?? []).map(({ name: label, url }) => ({ label, url })),
        }}
      />
    </ClientMessages>
  );
}
