import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { ArchivedNotice } from '@/components/catalogue/archived-notice';
import { BeforeARollback } from '@/components/catalogue/before-a-rollback';
import { CheckList } from '@/components/catalogue/check-list';
import { ComponentList } from '@/components/catalogue/component-list';
import { PeopleAndPlaces } from '@/components/catalogue/people-and-places';
import { PlaybookList } from '@/components/catalogue/playbook-list';
import { FollowUpBrief } from '@/components/follow-ups/follow-up-brief';
import { DeclareButton } from '@/components/home/declare-button';
import { OpenIncidentList } from '@/components/home/open-incidents';
import { IncidentTable } from '@/components/incidents/incident-table';
import { VerdictStatus } from '@/components/readiness/verdict-status';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Section } from '@/components/shell/section';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { getService, type ServiceDetail } from '@/lib/catalogue/read';
import { serviceCredentialTroubles } from '@/lib/credentials/read';
import { listFollowUps } from '@/lib/incidents/read/follow-ups';
import { listIncidents } from '@/lib/incidents/read/list-incidents';
import { databaseNow } from '@/lib/incidents/read/now';
import { listOpenIncidents } from '@/lib/incidents/read/open-incidents';
import { readReadiness } from '@/lib/readiness/read';

/** The rest is one click away. */
const SHOWN = 6;

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const service = await getService((await params).slug, { archived: true });
  return { title: service?.name ?? (await getTranslations('services'))('title') };
}

export default async function ServicePage({ params }: Props) {
  const { slug } = await params;
  const session = await pageSession('catalogue:read', `/services/${slug}`);
  if (!session) return <Forbidden />;
  const service = await getService(slug, { archived: true });
  if (!service) notFound();
  const mayEdit = can(session.user.role, 'catalogue:edit');
  const operated = service.archivedAt === null;
  return (
    <PageFrame
      title={service.name}
      lead={`${service.environment} · ${service.owner}`}
      actions={
        operated && (
          <>
            {mayEdit && <EditLink slug={service.slug} />}
            {can(session.user.role, 'incident:declare') && <DeclareButton service={service.slug} />}
          </>
        )
      }
    >
      {service.archivedAt === null ? (
        <>
          <OpenIncidents slug={service.slug} />
          <CredentialTroubles service={service} mayEdit={mayEdit} />
        </>
      ) : (
        <ClientMessages also={['services']}>
          <ArchivedNotice
            service={{ slug: service.slug, name: service.name }}
            at={service.archivedAt}
            mayEdit={mayEdit}
          />
        </ClientMessages>
      )}
      <div className="grid min-w-0 grid-cols-1 gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)]">
        <div className="grid min-w-0 content-start gap-6">
          <ClientMessages also={['services']}>
            <ComponentList
              slug={service.slug}
              components={service.components.map(({ id, name, label }) => ({ id, name, label }))}
              operated={operated}
            />
          </ClientMessages>
          <CheckList checks={service.checks} stability={service.stability} />
          <PlaybookList playbooks={service.playbooks} />
        </div>
        <div className="grid min-w-0 content-start gap-6">
          {operated && <ReadinessBox service={service} />}
          {operated && <BeforeARollback service={service} now={await databaseNow()} />}
          <PeopleAndPlaces service={service} />
          <FollowUps service={service} />
        </div>
      </div>
      <PastIncidents service={service} />
    </PageFrame>
  );
}

async function OpenIncidents({ slug }: { slug: string }) {
  const [incidents, now] = await Promise.all([listOpenIncidents(), databaseNow()]);
  return (
    <ClientMessages also={['home', 'incidents']}>
      <OpenIncidentList initial={{ incidents, now }} slug={slug} />
    </ClientMessages>
  );
}

async function EditLink({ slug }: { slug: string }) {
  const t = await getTranslations('editor');
  return <LinkButton href={`/catalogue/edit/${slug}`}>{t('edit')}</LinkButton>;
}

/** What a rollback would trip over, said before one is needed. */
async function CredentialTroubles({ service, mayEdit }: { service: ServiceDetail; mayEdit: boolean }) {
  const [t, format, troubles] = await Promise.all([
    getTranslations('credentials'),
    getFormatter(),
    serviceCredentialTroubles(service.id),
  ]);
  const day = (at: string | null) => (at === null ? '' : format.dateTime(new Date(at), { dateStyle: 'medium' }));
  const soon = troubles.filter(({ trouble }) => trouble === 'expires_soon');
  const broken = troubles.filter((one) => !soon.includes(one));
  const kinds = [
    { tone: 'danger', title: t('broken'), found: broken },
    { tone: 'warn', title: t('soon'), found: soon },
  ] as const;
  return kinds.map(
    ({ tone, title, found }) =>
      found.length > 0 && (
        <Notice
          key={tone}
          tone={tone}
          title={title}
          actions={mayEdit && <LinkButton href="/catalogue/credentials">{t('look')}</LinkButton>}
        >
          {found.map(({ name, trouble, at }) => (
            <p key={name}>{t(`trouble.${trouble}`, { name, at: day(at) })}</p>
          ))}
        </Notice>
      ),
  );
}

/** Would a rollback work right now: the verdict of the last look. */
async function ReadinessBox({ service }: { service: ServiceDetail }) {
  const [t, readiness] = await Promise.all([getTranslations('services'), readReadiness(service.id)]);
  return (
    <Card title={t('readiness')} bodyClassName="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2">
      <VerdictStatus verdict={readiness?.verdict ?? null} className="font-semibold" />
      <span className="flex flex-wrap gap-x-4">
        <More href={`/services/${service.slug}/readiness`}>{t('readinessAll')}</More>
        <More href={`/services/${service.slug}/prevention`}>{t('prevention')}</More>
      </span>
    </Card>
  );
}

async function FollowUps({ service }: { service: ServiceDetail }) {
  const [t, { followUps }, now] = await Promise.all([
    getTranslations('services'),
    listFollowUps({ filter: 'open', serviceId: service.id }),
    databaseNow(),
  ]);
  return (
    <Section title={t('followUps')} aside={<More href="/follow-ups">{t('followUpsAll')}</More>}>
      {followUps.length > 0 ? (
        <FollowUpBrief followUps={followUps.slice(0, SHOWN)} now={now} />
      ) : (
        <p className="text-muted">{t('followUpsNone')}</p>
      )}
    </Section>
  );
}

async function PastIncidents({ service }: { service: ServiceDetail }) {
  const [t, { incidents }, now] = await Promise.all([
    getTranslations('services'),
    listIncidents({ service: service.slug, status: 'closed', limit: 10 }),
    databaseNow(),
  ]);
  const all = `/incidents?service=${encodeURIComponent(service.slug)}`;
  return (
    <Section title={t('past')} aside={<More href={all}>{t('pastAll')}</More>}>
      {incidents.length > 0 ? (
        <IncidentTable incidents={incidents} now={now} withService={false} label={t('past')} />
      ) : (
        <p className="text-muted">{t('pastNone')}</p>
      )}
    </Section>
  );
}

function More({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="inline-flex min-h-9 items-center text-accent hover:underline touch:min-h-11">
      {children}
    </Link>
  );
}
