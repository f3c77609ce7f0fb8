import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CommandBlock } from '@/components/ui/command-block';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import type { HomeService } from '@/lib/domain/views';

/** Nothing has happened yet: what to do first. With the lab running there is something real to roll back. */
export function FirstSteps({ service, practice }: { service: HomeService; practice: boolean }) {
  const t = useTranslations('home.empty');
  const page = service.links[0];
  return (
    <section aria-labelledby="first-steps" className="grid gap-5 rounded border bg-raised p-5 shadow sm:p-8">
      <div className="grid gap-1">
        <h2 id="first-steps" className="text-xl">
          {t('firstTitle')}
        </h2>
        <p className="max-w-prose text-muted">{t('firstText')}</p>
      </div>
      <ol className="grid gap-5 md:grid-cols-3">
        {practice && page && (
          <Step title={t('firstSee')}>
            <p>{t('firstSeeText', { label: page.name })}</p>
            <a
              href={page.url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-9 items-center gap-1.5 text-accent underline underline-offset-2 touch:min-h-11"
            >
              {page.name}
              <ExternalLink aria-hidden className="size-4" />
            </a>
          </Step>
        )}
        <Step title={t('firstDeclare', { name: service.name })}>
          <p>{practice ? t('firstDeclareText') : t('firstDeclareReal')}</p>
          <LinkButton href={`/declare?service=${encodeURIComponent(service.slug)}${practice ? '&drill=1' : ''}`}>
            {t('firstDeclareGo')}
          </LinkButton>
        </Step>
        <Step title={t('firstFollow')}>
          <p>{t('firstFollowText')}</p>
        </Step>
      </ol>
    </section>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="grid content-start justify-items-start gap-2 border-accent border-l-2 pl-4 text-sm">
      <h3 className="text-base [overflow-wrap:anywhere]">{title}</h3>
      {children}
    </li>
  );
}

/** Not even a service: how to bring the first one in. */
export function NoService({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations('home.empty');
  return (
    <div className="rounded border bg-raised shadow">
      <EmptyState
        title={t('noServiceTitle')}
        actions={
          mayEdit && (
            <LinkButton look="primary" href="/catalogue/new">
              {t('noServiceNew')}
            </LinkButton>
          )
        }
      >
        <div className="grid gap-3 text-left">
          <p className="text-center">{t('noServiceText')}</p>
          <CommandBlock commands={[t('noServiceCommand')]} label={t('noServiceCommandLabel')} />
          <p className="text-center">{t('noServiceLab')}</p>
        </div>
      </EmptyState>
    </div>
  );
}
