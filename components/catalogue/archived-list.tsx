'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { setArchived } from '@/app/catalogue/actions';
import { Button } from '@/components/ui/button';
import { AbsoluteTime } from '@/components/ui/time';
import { useAnnounce } from '@/components/ui/toast';
import type { ArchivedService } from '@/lib/domain/views';

/** Services that are no longer operated: their incidents are one press away, and so is the way back. */
export function ArchivedList({ services, mayEdit }: { services: ArchivedService[]; mayEdit: boolean }) {
  const t = useTranslations('services');
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {services.map(({ slug, name, environment, owner, archivedAt, incidents }) => (
        <li key={slug} className="grid min-w-0 content-start gap-2 rounded border bg-raised p-4 text-sm shadow">
          <h2 className="text-base [overflow-wrap:anywhere]">
            <Link
              href={`/services/${slug}`}
              className="inline-flex min-h-6 items-center hover:underline touch:min-h-11"
            >
              {name}
            </Link>
          </h2>
          <p className="text-muted [overflow-wrap:anywhere]">
            {environment} · {owner}
          </p>
          <p className="text-muted">{t.rich('archivedAt', { time: () => <AbsoluteTime at={archivedAt} /> })}</p>
          <Link
            href={`/incidents?service=${encodeURIComponent(slug)}`}
            className="inline-flex min-h-9 items-center text-accent hover:underline touch:min-h-11"
          >
            {t('archivedIncidents', { count: incidents })}
          </Link>
          {mayEdit && <BringBack slug={slug} name={name} />}
        </li>
      ))}
    </ul>
  );
}

/** The way back, for who may edit the catalogue. */
export function BringBack({ slug, name }: { slug: string; name: string }) {
  const t = useTranslations('services');
  const router = useRouter();
  const announce = useAnnounce();
  const [busy, start] = useTransition();
  const go = () =>
    start(async () => {
      const answer = await setArchived(slug, false).catch(() => null);
      if (!answer?.ok) announce(t('bringBackFailed', { name }), 'danger');
      router.refresh();
    });
  return (
    <Button busy={busy} className="justify-self-start" aria-label={t('bringBackNamed', { name })} onClick={go}>
      {t('bringBack')}
    </Button>
  );
}
