import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InviteForm } from '@/components/people/invite-form';
import { PersonItem } from '@/components/people/person-item';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Card } from '@/components/ui/card';
import { listAccounts } from '@/lib/auth/accounts';
import { pageSession } from '@/lib/auth/session';
import { settings } from '@/lib/settings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

/** Who may do what: invitations, roles, sessions, and access taken away. */
export default async function PeoplePage() {
  const session = await pageSession('user:manage', '/people');
  if (!session) return <Forbidden />;
  const [t, people] = await Promise.all([getTranslations('people'), listAccounts()]);
  return (
    <PageFrame title={t('title')} lead={t('lead')} narrow>
      <ClientMessages also={['people', 'auth']}>
        <Card title={t('invite')}>
          <InviteForm origin={settings().url} />
        </Card>
        <Card title={t('everybody', { count: people.length })} bodyClassName="">
          <ul className="divide-y">
            {people.map((person) => (
              <PersonItem
                key={person.id}
                person={person}
                origin={settings().url}
                me={person.id === session.user.id}
                thisSession={session.sessionId}
              />
            ))}
          </ul>
        </Card>
      </ClientMessages>
    </PageFrame>
  );
}
