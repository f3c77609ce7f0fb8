import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useDuration } from '@/components/incidents/duration';
import type { Figures } from '@/lib/domain/views';

/** How long it took, from the declaration to each thing that counts. `filing`: the fields are on this page too. */
export function FiguresPanel({ figures, open, filing }: { figures: Figures; open: boolean; filing: boolean }) {
  const t = useTranslations('postmortem_page');
  const duration = useDuration();
  const never = t(open ? 'notYet' : 'never');
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
      <Figure
        name={t('toDeclare')}
        value={shown(figures.toDeclareMs)}
        never={filing ? <ToFiling /> : t('beganUnknown')}
      />
      <Figure name={t('toDecide')} value={shown(figures.toDecideMs)} never={never} />
      <Figure name={t('toTell')} value={shown(figures.toTellMs)} never={never} />
      <Figure name={t('toWrite')} value={shown(figures.toWriteMs)} never={never} />
      <Figure name={t('toRecover')} value={shown(figures.toRecoverMs)} never={never} />
    </dl>
  );
}

/** Leads to the field that is missing. */
function ToFiling() {
  const t = useTranslations('postmortem_page');
  return (
    <a href="#filing" className="inline-flex min-h-6 items-center text-accent underline touch:min-h-11">
      {t('beganMissing')}
    </a>
  );
}

interface FigureProps {
  name: string;
  value: string | null;
  note?: string;
  /** In its place, while there is no value. */
  never?: ReactNode;
}

function Figure({ name, value, note, never }: FigureProps) {
  return (
    <div className="grid content-start gap-0.5 bg-raised px-4 py-3">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className={value === null ? 'text-muted' : 'tabular font-semibold text-xl'}>{value ?? never}</dd>
      {note && <dd className="text-muted text-sm">{note}</dd>}
    </div>
  );
}
