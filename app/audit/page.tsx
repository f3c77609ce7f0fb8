import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditTable } from '@/components/audit/audit-table';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { type AuditQuery, auditQuerySchema, listActions, readAudit } from '@/lib/audit/read';
import { pageSession } from '@/lib/auth/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit_log'))('title') };
}

/** Everything that changed outside the incidents' timelines, newest first. */
export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await pageSession('audit:read', '/audit');
  if (!session) return <Forbidden />;
  const query = auditQuerySchema.parse(await searchParams);
  const [t, page, actions] = await Promise.all([getTranslations('audit_log'), readAudit(query), listActions()]);
  return (
    <PageFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <LinkButton href={`/audit/export?${paramsOf({ ...query, cursor: undefined })}`} prefetch={false} download>
          {t('export')}
        </LinkButton>
      }
    >
      <AuditFilters query={query} actions={actions} />
      {page.entries.length > 0 ? (
        <ClientMessages>
          <AuditTable entries={page.entries} />
        </ClientMessages>
      ) : (
        <div className="rounded border bg-raised shadow">
          <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
        </div>
      )}
      {page.nextCursor && (
        <p className="text-right">
          <LinkButton href={`/audit?${paramsOf({ ...query, cursor: page.nextCursor })}`}>{t('older')}</LinkButton>
        </p>
      )}
    </PageFrame>
  );
}

function paramsOf(query: AuditQuery): URLSearchParams {
  return new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
