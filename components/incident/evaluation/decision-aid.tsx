'use client';

import { useTranslations } from 'next-intl';
import { Segmented } from '@/components/ui/segmented';
import { Status, type StatusIcon, type Tone } from '@/components/ui/status';
import { recommend } from '@/lib/domain/recommendation';
import { ANSWERS, QUESTIONS, type Question } from '@/lib/domain/words';
import { useIncident } from '../room-context';
import { useAct } from '../use-act';
import { useMay } from '../use-may';

const LOOK: Record<ReturnType<typeof recommend>['advice'], { tone: Tone; icon: StatusIcon }> = {
  rollback: { tone: 'ok', icon: 'ok' },
  fix_forward: { tone: 'warn', icon: 'warn' },
  unsure: { tone: 'neutral', icon: 'unknown' },
};

/** The four questions that speak against a rollback, and what the answers advise. */
export function DecisionAid() {
  const t = useTranslations('room.aid');
  const reasons = useTranslations('message.advice');
  const state = useIncident();
  const recommendation = recommend(state);
  const { tone, icon } = LOOK[recommendation.advice];
  return (
    <div className="grid gap-1">
      <ul className="divide-y">
        {QUESTIONS.map((question) => (
          <li key={question}>
            <QuestionLine question={question} />
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t pt-3 text-sm">
        <Status tone={tone} icon={icon} className="font-semibold">
          {t(recommendation.advice)}
        </Status>
        <span className="text-muted">{recommendation.reasons.map((reason) => reasons(reason)).join(' ')}</span>
      </p>
    </div>
  );
}

function QuestionLine({ question }: { question: Question }) {
  const words = useTranslations('words');
  const t = useTranslations('room.aid');
  const answered = useIncident().answers[question];
  const { visible, reason } = useMay()('question.answer');
  const { busy, act } = useAct();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5 text-sm">
      <span className="min-w-52 flex-1">
        {words(`question.${question}`)}
        {answered && <span className="text-muted"> {t('by', { name: answered.by })}</span>}
      </span>
      {visible ? (
        <Segmented
          label={words(`question.${question}`)}
          value={answered?.answer ?? null}
          disabled={busy || reason !== null}
          options={ANSWERS.map((value) => ({ value, label: words(`answer.${value}`) }))}
          onChange={(answer) => void act({ type: 'question.answer', question, answer, note: answered?.note ?? '' })}
        />
      ) : (
        <span className="font-semibold">{answered ? words(`answer.${answered.answer}`) : '–'}</span>
      )}
    </div>
  );
}
