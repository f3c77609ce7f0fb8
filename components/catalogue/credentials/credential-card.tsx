import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { Status } from '@/components/ui/status';
import { AbsoluteTime } from '@/components/ui/time';
import type { CredentialRow } from '@/lib/domain/credentials';
import { CredentialForm, type KindFields } from './credential-form';
import { RemoveCredential } from './remove-credential';
import { useHeld } from './use-held';

const EXPIRED = { tone: 'danger', icon: 'fail' } as const;
const EXPIRES_SOON = { tone: 'warn', icon: 'warn' } as const;

/** One credential: what it holds, who uses it, when it ends, and a form in which it can be replaced but not read. */
export function CredentialCard({ row, kinds }: { row: CredentialRow; kinds: readonly KindFields[] }) {
  const t = useTranslations('credentials');
  const words = useHeld();
  const { name, kind, expiresAt, trouble, fields, usedBy } = row;
  // What is optional and left empty says nothing.
  const held = fields.filter((field) => field.held !== null);
  return (
    <Card title={name} aside={t(`kind.${kind}`)} bodyClassName="grid gap-2 p-4 text-sm">
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
        {held.map((field) => (
          <Line key={field.name} term={t(`field.${field.name}`)}>
            {words(field)}
          </Line>
        ))}
        {expiresAt && (
          <Line term={t(trouble === 'expired' ? 'ended' : 'expires')}>
            {trouble === null ? (
              <AbsoluteTime at={expiresAt} />
            ) : (
              <Status {...(trouble === 'expired' ? EXPIRED : EXPIRES_SOON)}>
                <AbsoluteTime at={expiresAt} />
              </Status>
            )}
          </Line>
        )}
        <Line term={t('usedBy')}>
          {usedBy.length === 0 && <span className="text-muted">{t('unused')}</span>}
          <ul>
            {usedBy.map(({ slug, service, part }) => (
              <li key={`${slug} ${part}`}>
                <Link
                  href={`/services/${slug}`}
                  className="inline-flex items-center text-accent hover:underline touch:min-h-11"
                >
                  {service} · {part}
                </Link>
              </li>
            ))}
          </ul>
        </Line>
      </dl>
      <Disclosure summary={t('change')} lazy>
        <CredentialForm row={row} kinds={kinds} />
        <RemoveCredential name={name} uses={usedBy.length} />
      </Disclosure>
    </Card>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="wrap-anywhere min-w-0 max-sm:mb-1">{children}</dd>
    </>
  );
}
