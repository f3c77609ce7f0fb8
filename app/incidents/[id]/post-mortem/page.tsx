import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { FollowUpTable } from '@/components/follow-ups/follow-up-table';
import { ClassBadge, DrillBadge } from '@/components/incidents/incident-status';
import { PostmortemEditor } from '@/components/postmortem/editor';
import { FiguresPanel } from '@/components/postmortem/figures-panel';
import { Filed } from '@/components/postmortem/filed';
import { Filing } from '@/components/postmortem/filing';
import { Markdown } from '@/components/postmortem/markdown';
import { NewAction } from '@/components/postmortem/new-action';
import { NotYet } from '@/components/postmortem/not-yet';
import { PhaseBar } from '@/components/postmortem/phase-bar';
import { PrintButton } from '@/components/postmortem/print-button';
import { ReviewBar } from '@/components/postmortem/review-bar';
import { TimelineAside } from '@/components/postmortem/timeline-aside';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Section } from '@/components/shell/section';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { AbsoluteTime } from '@/components/ui/time';
import { can } from '@/lib/auth/permissions';
import { pageSession, type Session } from '@/lib/auth/session';
import type { IncidentState } from '@/lib/domain/state';
import { incidentNumber } from '@/lib/incidents/read/number';
import { listPeople } from '@/lib/incidents/read/people';
import { type PostmortemPage, readPostmortem } from '@/lib/incidents/read/postmortem';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [number, t] = await Promise.all([
    params.then(({ id }) => incidentNumber(id)),
    getTranslations('postmortem_page'),
  ]);
  if (number === null) return { title: (await getTranslations('room.notFound'))('title') };
  return { title: `${t('title')} · INC-${number}` };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  const session = await pageSession('incident:read', `/incidents/${id}/post-mortem`);
  if (!session) return <Forbidden />;
  const page = await readPostmortem(id, session.user.id);
  if (!page) notFound();
  const [t, nav] = await Promise.all([getTranslations('postmortem_page'), getTranslations('common.nav')]);
  const { state, figures } = page;
  const { postmortem } = state;
  const open = state.status === 'open';
  const may = {
    write: can(session.user.role, 'postmortem:edit') && postmortem?.review?.status !== 'published',
    review: can(session.user.role, 'postmortem:review'),
  };
  return (
    <PageFrame
      title={t('of', { number: state.number })}
      trail={[{ href: '/post-mortems', label: nav('postmortems') }]}
      lead={<Lead state={state} />}
      actions={<Actions state={state} exportable={page.text !== null} />}
    >
      <FiguresPanel figures={figures} open={open} filing={may.write && postmortem !== null} />
      <ClientMessages also={['postmortem_page', 'refusal']}>
        {postmortem && page.text && (
          <ReviewBar
            incidentId={state.incidentId}
            postmortem={postmortem}
            version={page.text.version}
            closed={state.status === 'closed'}
            mayWrite={may.write}
            mayReview={may.review}
          />
        )}
      </ClientMessages>
      <Section title={t('phases')}>
        <PhaseBar phases={figures.phases} open={open} />
      </Section>
      <div className="grid min-w-0 grid-cols-1 gap-8 lg:grid-cols-[minmax(0,44rem)_minmax(20rem,1fr)] print:block">
        <Text page={page} may={may} me={session.user.name} />
      </div>
      {postmortem && (
        <Section title={t('filing.title')} id="filing">
          {may.write ? (
            <ClientMessages also={['postmortem_page', 'refusal']}>
              <Filing incidentId={state.incidentId} postmortem={postmortem} />
            </ClientMessages>
          ) : (
            <Filed postmortem={postmortem} />
          )}
        </Section>
      )}
      {postmortem && <ActionItems page={page} session={session} />}
    </PageFrame>
  );
}

async function ActionItems({ page, session: { user } }: { page: PostmortemPage; session: Session }) {
  const [t, people] = await Promise.all([getTranslations('postmortem_page.actions'), listPeople()]);
  const editable = can(user.role, 'incident:contribute');
  return (
    <Section title={t('title')}>
      <ClientMessages also={['postmortem_page', 'followups', 'refusal', 'provider']}>
        {page.followUps.length > 0 ? (
          <FollowUpTable
            key={page.followUps.map(({ id }) => id).join()}
            followUps={page.followUps}
            people={people}
            me={{ id: user.id, name: user.name }}
            editable={editable}
            now={page.now}
          />
        ) : (
          <p className="text-muted">{t('none')}</p>
        )}
        {editable && <NewAction incidentId={page.state.incidentId} people={people} />}
      </ClientMessages>
    </Section>
  );
}

function Lead({ state }: { state: IncidentState }) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-0 text-text [overflow-wrap:anywhere]">{state.title}</span>
      <ClassBadge value={state.class} over={state.status === 'closed'} />
      {state.drill && <DrillBadge />}
      <span className="text-sm">
        <Link
          href={`/services/${state.service.slug}`}
          className="inline-flex min-h-6 items-center underline touch:min-h-11 touch:min-w-11"
        >
          {state.service.name}
        </Link>{' '}
        · <AbsoluteTime at={state.declaredAt} />
      </span>
    </span>
  );
}

async function Actions({ state, exportable }: { state: IncidentState; exportable: boolean }) {
  const t = await getTranslations('postmortem_page');
  return (
    <>
      <LinkButton href={`/incidents/${state.incidentId}`}>{t('room')}</LinkButton>
      {exportable && (
        <LinkButton href={`/incidents/${state.incidentId}/post-mortem/export`} prefetch={false} download>
          <Download aria-hidden className="size-4" />
          {t('export')}
        </LinkButton>
      )}
      <ClientMessages also={['postmortem_page']}>
        <PrintButton />
      </ClientMessages>
    </>
  );
}

async function Text({ page, may, me }: { page: PostmortemPage; may: { write: boolean }; me: string }) {
  const t = await getTranslations('postmortem_page');
  const { state, text, copy } = page;
  const timeline = <TimelineAside timeline={page.timeline} />;
  if (text && may.write) {
    return (
      <ClientMessages also={['postmortem_page', 'refusal']}>
        <PostmortemEditor incidentId={state.incidentId} text={text} copy={copy} me={me} timeline={timeline} />
      </ClientMessages>
    );
  }
  const published = state.postmortem?.review?.status === 'published';
  return (
    <>
      <Section title={t('text')}>
        {text ? (
          <div className="grid max-w-prose gap-3">
            {!published && <Notice className="no-print">{t('readOnly')}</Notice>}
            <Markdown lang={text.locale}>{text.body}</Markdown>
          </div>
        ) : (
          <ClientMessages also={['postmortem_page', 'refusal']}>
            <NotYet
              incidentId={state.incidentId}
              seq={state.lastSeq}
              canDraft={may.write && state.phase === 'debrief'}
            />
          </ClientMessages>
        )}
      </Section>
      <Section title={t('timeline')}>{timeline}</Section>
    </>
  );
}
