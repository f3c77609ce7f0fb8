'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { CHECKLISTS } from '@/lib/domain/words';
import { useIncident } from './room-context';
import { useAct } from './use-act';
import { useMay } from './use-may';

/** The procedure's list before or after a rollback. It reminds and records; it blocks nothing. */
export function Checklist({ which }: { which: keyof typeof CHECKLISTS }) {
  const t = useTranslations('room.checklist');
  const words = useTranslations('words.checklist');
  const { checklist } = useIncident();
  const { visible, reason } = useMay()('checklist.tick');
  const { act } = useAct();
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
