import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { AbsoluteTime } from '@/components/ui/time';
import type { CredentialRow } from '@/lib/domain/credentials';
import { CredentialForm, type KindFields } from './credential-form';
import { RemoveCredential } from './remove-credential';

/** One credential: who uses it, when it ends, and a form in which it can be replaced but not read. */
export function CredentialCard({ row, kinds }: { row: CredentialRow; kinds: readonly KindFields[] }) {
  const t = useTranslations('credentials');
  const { name, kind, expiresAt, usedBy } = row;
  const ended = expiresAt !== null && Date.parse(expiresAt) < Date.now();
  return (
    <Card title={name} aside={t(`kind.${kind}`)} bodyClassName="grid gap-3 p-4 text-sm">
      <p>
        <code>credential:{name}</code>
      </p>
      {expiresAt && (
        <p className={ended ? 'text-danger' : 'text-muted'}>
          {t.rich(ended ? 'ended' : 'ends', { time: () => <AbsoluteTime at={expiresAt} /> })}
        </p>
      )}
      {usedBy.length === 0 ? (
        <p className="text-muted">{t('unused')}</p>
      ) : (
        <div>
          <p className="text-muted">{t('usedBy')}</p>
          <ul>
            {usedBy.map(({ slug, service, part }) => (
              <li key={`${slug} ${part}`}>
                <Link
                  href={`/services/${slug}`}
                  className="inline-flex min-h-9 items-center text-accent hover:underline touch:min-h-11"
                >
                  {service} · {part}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Disclosure summary={t('save')} lazy>
        <CredentialForm row={row} kinds={kinds} />
      </Disclosure>
      <RemoveCredential name={name} uses={usedBy.length} />
    </Card>
  );
}
