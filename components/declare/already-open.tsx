import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import type { DeclareService } from '@/lib/domain/views';

const NAMED = 3;

/** Incidents of the chosen service that are open already: joining one of them may be what is needed. */
export function AlreadyOpen({ service: { slug, name, open } }: { service: DeclareService }) {
  const t = useTranslations('declare');
  const [latest] = open;
  if (!latest) return null;
  return (
    <Notice
      tone="warn"
      title={t('serviceOpen', { count: open.length, service: name })}
      actions={
        <>
          <LinkButton href={`/incidents/${latest.id}`}>{t('serviceOpenGo', { number: latest.number })}</LinkButton>
          {open.length > NAMED && (
            <LinkButton href={`/incidents?status=open&service=${encodeURIComponent(slug)}`}>
              {t('serviceOpenAll', { count: open.length })}
            </LinkButton>
          )}
        </>
      }
    >
      <ul>
        {open.slice(0, NAMED).map(({ id, number, title }) => (
          <li key={id}>
            <Link
              href={`/incidents/${id}`}
              className="inline-flex items-center underline touch:min-h-11 [overflow-wrap:anywhere]"
            >
              <span>
                <span className="tabular mr-1 whitespace-nowrap text-muted">INC-{number}</span> {title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
