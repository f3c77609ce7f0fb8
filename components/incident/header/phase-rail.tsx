'use client';

import { Bell, Check, ChevronDown, Circle, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { formatDuration } from '@/components/ui/clock';
import { cx } from '@/components/ui/cx';
import { type PhaseClock, phaseClocks } from '@/lib/domain/clocks';
import { PHASES, type Phase } from '@/lib/domain/words';
import { useNowMs } from '../live/clock';
import { useIncident } from '../room-context';
import { standingReminders } from '../standing-reminders';
import { LEVEL_TEXT } from './levels';
import { type PhaseNote, usePhaseNote } from './use-phase-note';

interface RailProps {
  shown: Phase;
  onShow: (phase: Phase) => void;
}

/** The five phases with their clocks against their budgets. A past phase opens what it was. */
export function PhaseRail({ shown, onShow }: RailProps) {
  const t = useTranslations('room.rail');
  const state = useIncident();
  const note = usePhaseNote();
  const clocks = phaseClocks(state, new Date(useNowMs()).toISOString());
  const [open, setOpen] = useState(false);
  const current = clocks.find(({ phase }) => phase === state.phase);
  return (
    <nav aria-label={t('label')} className="border-b bg-raised">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 w-full items-center gap-2 px-3 text-sm sm:hidden"
      >
        <span className="text-muted">
          {PHASES.indexOf(state.phase) + 1}/{PHASES.length}
        </span>
        {note && <note.Icon aria-hidden className={cx('size-4 shrink-0', note.colour)} />}
        <PhaseName phase={state.phase} note={note} here />
        {current && <PhaseTime clock={current} bare={note !== null} />}
        <Reminded />
        <ChevronDown aria-hidden className={cx('ml-auto size-4 text-muted', open && 'rotate-180')} />
      </button>
      <ol className={cx('sm:grid sm:grid-cols-5', !open && 'max-sm:hidden')}>
        {clocks.map((clock) => (
          <li key={clock.phase} className="min-w-0 sm:border-l sm:first:border-l-0">
            <PhaseButton
              clock={clock}
              shown={clock.phase === shown}
              note={note}
              onShow={() => {
                onShow(clock.phase);
                setOpen(false);
              }}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface PhaseButtonProps {
  clock: PhaseClock;
  shown: boolean;
  /** Of the current phase. */
  note: PhaseNote | null;
  onShow: () => void;
}

function PhaseButton({ clock, shown, note: current, onShow }: PhaseButtonProps) {
  const t = useTranslations('room.rail');
  const state = useIncident();
  const here = state.phase === clock.phase && state.status === 'open';
  const note = here ? current : null;
  const reached = clock.visits > 0;
  const Icon = note?.Icon ?? (here ? Play : reached ? Check : Circle);
  const colour = note?.colour ?? (here ? 'text-running' : reached ? 'text-ok' : 'text-edge');
  return (
    <button
      type="button"
      disabled={!reached}
      aria-current={here ? 'step' : undefined}
      aria-pressed={reached ? shown : undefined}
      aria-keyshortcuts={String(PHASES.indexOf(clock.phase) + 1)}
      onClick={onShow}
      className={cx(
        'flex min-h-10 w-full min-w-0 items-center gap-x-2 border-b-2 px-3 text-left text-sm sm:px-4 touch:min-h-11',
        shown ? 'border-accent' : 'border-transparent',
        reached ? 'hover:bg-sunken' : 'text-muted',
      )}
    >
      <Icon aria-hidden className={cx('size-4 shrink-0', colour)} />
      <PhaseName phase={clock.phase} note={note} here={here} />
      <span className="sr-only">{here ? t('now') : reached ? t('done') : t('ahead')}</span>
      {reached && <PhaseTime clock={clock} short={!here} bare={note !== null} />}
      {here && <Reminded />}
    </button>
  );
}

/** The phase, and under it, within the same height, what it stands at. */
function PhaseName({ phase, note, here }: { phase: Phase; note: PhaseNote | null; here: boolean }) {
  const words = useTranslations('words.phase');
  return (
    <span className={cx('flex min-w-0 flex-col text-left', note && 'leading-4', here && 'font-semibold')}>
      <span className="truncate">{words(phase)}</span>
      {note && <span className={cx('tabular truncate text-xs leading-4', note.colour)}>{note.text}</span>}
    </span>
  );
}

/** The team was reminded that this stay takes longer than its budget. */
function Reminded() {
  const t = useTranslations('room.rail');
  const { overBudgetAt } = standingReminders(useIncident());
  if (overBudgetAt === null) return null;
  return (
    <span title={t('reminded')} className="shrink-0 text-warn">
      <Bell aria-hidden className="size-4" />
      <span className="sr-only">{t('reminded')}</span>
    </span>
  );
}

/** "1:12/5:00", and "+0:34" once it is over. `bare`: then without the budget, where a note needs its room. */
function PhaseTime({ clock, short = false, bare = false }: { clock: PhaseClock; short?: boolean; bare?: boolean }) {
  return (
    <span className={cx('tabular shrink-0', LEVEL_TEXT[clock.level])}>
      {formatDuration(clock.elapsedMs)}
      {clock.budgetMs !== null && !(bare && clock.overMs > 0) && (
        <span className={cx(clock.level === 'ok' && 'text-muted', short && 'sm:max-xl:hidden')}>
          /{formatDuration(clock.budgetMs)}
        </span>
      )}
      {clock.overMs > 0 && <strong className="pl-1.5">+{formatDuration(clock.overMs)}</strong>}
    </span>
  );
}
