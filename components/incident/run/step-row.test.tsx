import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { StepProgressView } from '@/lib/domain/snapshot';
import type { Locale } from '@/lib/domain/words';
import { loadMessages } from '@/lib/i18n/messages';
import { buildRoom } from '@/tests/setup/room/room';
import { type RoomContext, RoomProvider } from '../room-context';
import { StepRow } from './step-row';

/** The row of a step that is under way, with what its platform said last. */
async function shown(locale: Locale, said: Partial<StepProgressView> = {}): Promise<string> {
  const room = buildRoom({ until: 'running' });
  const { run } = room.state;
  const step = run?.steps.find(({ id }) => id === room.progress[0]?.stepId);
  if (!run || !step) throw new Error('nothing is under way');
  const progress = room.progress.map((each) => ({ ...each, ...said }));
  const context = { room: { ...room, progress } } as RoomContext;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="UTC">
      <RoomProvider value={context}>
        <StepRow
          run={run}
          step={{ ...step, status: 'requested' }}
          target={run.targets.find(({ stepId }) => stepId === step.id)}
          number={null}
          planned={undefined}
          detail={undefined}
          past={false}
        />
      </RoomProvider>
    </NextIntlClientProvider>,
  );
}

describe('the progress of a step', () => {
  it('is in the language of its reader', async () => {
    expect(await shown('en')).toContain('2 of 4 tasks run api:56');
    expect(await shown('fr')).toContain('2 tâches sur 4 exécutent api:56');
  });

  it('is its text where a worker of an earlier version gave no code', async () => {
    const older = { code: undefined, params: undefined };
    expect(await shown('fr', older)).toContain('2 of 4 tasks run api:56');
  });

  it('is its text where this version does not know the code', async () => {
    expect(await shown('fr', { code: 'of_a_later_version' })).toContain('2 of 4 tasks run api:56');
  });

  it('is in words of no provider while the worker asks again', async () => {
    const said = { code: 'any:tried_again', params: { message: 'GitHub does not answer.' } };
    expect(await shown('fr', said)).toContain('Repli réessaie. GitHub does not answer.');
  });
});
