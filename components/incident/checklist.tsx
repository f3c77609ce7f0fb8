'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { Status } from '@/components/ui/status';
import { CHECKLISTS } from '@/lib/domain/words';
import { useIncident } from './room-context';
import { useAct } from './use-act';
import { useMay } from './use-may';

/** The procedure's list before or after a rollback. It reminds and records; it blocks nothing. */
export function Checklist({ which }: { which: keyof typeof CHECKLISTS }) {
  const t = useTranslations('room.checklist');
  const words = useTranslations('words.checklist');
  const { checklist, status } = useIncident();
  const { visible, reason } = useMay()('checklist.tick');
  const { act } = useAct();
  if (status === 'closed') return <Ticked which={which} />;
  return (
    <ul aria-label={t(which)}>
      {CHECKLISTS[which].map((item) => {
        const ticked = checklist[item];
        return (
          <li key={item}>
            <Checkbox
              label={words(item)}
              hint={ticked?.done ? t('by', { name: ticked.by }) : undefined}
              checked={ticked?.done ?? false}
              disabled={!visible || reason !== null}
              onChange={(event) => void act({ type: 'checklist.tick', item, done: event.target.checked })}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Once nothing can be ticked any more: what was, and by whom, and what nobody confirmed. */
function Ticked({ which }: { which: keyof typeof CHECKLISTS }) {
  const t = useTranslations('room.checklist');
  const words = useTranslations('words.checklist');
  const { checklist } = useIncident();
  const done = CHECKLISTS[which].filter((item) => checklist[item]?.done);
  const open = CHECKLISTS[which].filter((item) => !checklist[item]?.done);
  return (
    <div className="grid gap-2 py-2 text-sm">
      {done.length > 0 && (
        <ul aria-label={t(which)} className="grid gap-1">
          {done.map((item) => (
            <li key={item} className="flex flex-wrap items-center gap-x-2">
              <Status tone="ok" icon="ok" className="whitespace-normal!">
                {words(item)}
              </Status>
              <span className="text-muted">{t('by', { name: checklist[item]?.by ?? '' })}</span>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <div className="text-muted">
          <p>{t('notConfirmed')}</p>
          <ul className="list-disc pl-5">
            {open.map((item) => (
              <li key={item}>{words(item)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
