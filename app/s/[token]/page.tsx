import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Room } from '@/components/incident/room';
import { ClientMessages } from '@/components/shell/client-messages';
import { findShare } from '@/lib/log/shares';
import { readSnapshot } from '@/lib/log/snapshot';

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const isOpen = (await findShare((await params).token)) !== null;
  const title = isOpen ? 'Incident' : (await getTranslations('room.notFound'))('sharedTitle');
  // The address is the key: it must not leave in a Referer, nor be found by a search engine.
  return { title, robots: 'noindex, nofollow', referrer: 'no-referrer' };
}

/** The room for whoever holds the link: live, and without anything to press. */
export default async function SharedPage({ params }: Props) {
  const { token } = await params;
  const share = await findShare(token);
  const initial = share && (await readSnapshot(share.incidentId, { kind: 'shared', userId: null, name: '', can: [] }));
  if (!share || !initial) notFound();
  const path = `/api/shared/${encodeURIComponent(token)}`;
  return (
    <ClientMessages also={['room', 'refusal', 'timeline', 'message', 'provider']}>
      <Room
        initial={initial}
        source={{
          key: token,
          snapshotUrl: `${path}/snapshot`,
          streamUrl: `${path}/stream`,
          olderUrl: null,
          until: share.expiresAt.toISOString(),
        }}
        actions={null}
        people={[]}
        help={{ contacts: [], links: [] }}
      />
    </ClientMessages>
  );
}
