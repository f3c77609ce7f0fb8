import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import type { Figures } from '@/lib/domain/views';

/** How long it took, from the declaration to each thing that counts. */
export function FiguresPanel({ figures, open }: { figures: Figures; open: boolean }) {
  const t = useTranslations('postmortem_page');
  const duration = useDuration();
  const shown = (ms: number | null) => (ms === null ? null : duration(ms));
  return (
    <dl
      aria-label={t('figures')}
      className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line shadow sm:grid-cols-3 lg:grid-cols-6"
    >
      <Figure
        name={t('duration')}
        value={duration(figures.durationMs)}
        note={open ? t('running') : t('runs', { count: figures.runs })}
      />
      <Figure name={t('toDeclare')} value={shown(figures.toDeclareMs)} never={t('beganUnknown')} />
      <Figure name={t('toDecide')} value={shown(figures.toDecideMs)} />
      <Figure name={t('toTell')} value={shown(figures.toTellMs)} />
      <Figure name={t('toWrite')} value={shown(figures.toWriteMs)} />
      <Figure name={t('toRecover')} value={shown(figures.toRecoverMs)} />
    </dl>
  );
}

function Figure({ name, value, note, never }: { name: string; value: string | null; note?: string; never?: string }) {
  const t = useTranslations('postmortem_page');
  return (
    <div className="grid content-start gap-0.5 bg-raised px-4 py-3">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className={value === null ? 'text-muted' : 'tabular font-semibold text-xl'}>
        {value ?? never ?? t('never')}
      </dd>
      {note && <dd className="text-muted text-sm">{note}</dd>}
    </div>
  );
}
