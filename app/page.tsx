import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { FollowUpBrief } from '@/components/follow-ups/follow-up-brief';
import { DeclareButton } from '@/components/home/declare-button';
import { FirstSteps, NoService } from '@/components/home/first-steps';
import { OpenIncidentCount, OpenIncidentList } from '@/components/home/open-incidents';
import { ServiceTable } from '@/components/home/service-table';
import { IncidentTable } from '@/components/incidents/incident-table';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Section } from '@/components/shell/section';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { countLeft, listFollowUps } from '@/lib/incidents/read/follow-ups';
import { homeServices } from '@/lib/incidents/read/home-services';
import { listIncidents } from '@/lib/incidents/read/list-incidents';
import { databaseNow } from '@/lib/incidents/read/now';
import { listOpenIncidents } from '@/lib/incidents/read/open-incidents';
import { settings } from '@/lib/settings';

const RECENT = 10;
/** Those that are due first. */
const FOLLOW_UPS = 4;

export default async function HomePage() {
  const session = await pageSession('incident:read', '/');
  if (!session) return <Forbidden />;
  const [t, open, services, recent, { followUps }, now] = await Promise.all([
    getTranslations('home'),
    listOpenIncidents(),
    homeServices(),
    listIncidents({ status: 'closed', limit: RECENT }),
    listFollowUps({ filter: 'open' }),
    databaseNow(),
  ]);
  // The one with the fewest components is the easiest to practise on.
  const [first] = services.toSorted((a, b) => a.components.length - b.components.length);
  const initial = { incidents: open, now };
  const mayDeclare = first !== undefined && can(session.user.role, 'incident:declare');
  return (
    <PageFrame
      title={
        <ClientMessages also={['home']}>
          <OpenIncidentCount initial={initial} />
        </ClientMessages>
      }
      actions={mayDeclare && <DeclareButton />}
    >
      <ClientMessages also={['home', 'incidents']}>
        <OpenIncidentList initial={initial} />
      </ClientMessages>
      {!first && <NoService mayEdit={can(session.user.role, 'catalogue:edit')} />}
      {first && open.length + recent.incidents.length === 0 && <FirstSteps service={first} practice={settings().lab} />}
      {first && (
        <Section title={t('services.title')} aside={<More href="/services">{t('services.all')}</More>}>
          <ServiceTable services={services} />
        </Section>
      )}
      {followUps.length > 0 && (
        <Section
          title={t('followUps.left', await countLeft(now))}
          aside={<More href="/follow-ups">{t('followUps.all')}</More>}
        >
          <FollowUpBrief followUps={followUps.slice(0, FOLLOW_UPS)} now={now} />
        </Section>
      )}
      {recent.incidents.length > 0 && (
        <Section title={t('recent.title')} aside={<More href="/incidents">{t('recent.all')}</More>}>
          <IncidentTable incidents={recent.incidents} now={now} label={t('recent.title')} />
        </Section>
      )}
    </PageFrame>
  );
}

function More({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="inline-flex min-h-9 items-center text-accent hover:underline touch:min-h-11">
      {children}
    </Link>
  );
}
