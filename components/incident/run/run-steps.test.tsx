import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { loadMessages } from '@/lib/i18n/messages';
import { roomOf } from '@/tests/setup/room/room';
import { buildSeveral, type Several } from '@/tests/setup/room/several';
import { ClockProvider, createClock } from '../live/clock';
import { RoomProvider } from '../room-context';
import { RunSteps } from './run-steps';

/** The run as a page, cut into waves. */
async function wavesAt(until: Several): Promise<string[]> {
  const room = roomOf(buildSeveral(until));
  const { run } = room.state;
  if (!run) throw new Error('nothing runs');
  const context = {
    room,
    source: {} as never,
    actions: null,
    connected: true,
    people: [],
    help: { contacts: [], links: [] },
  };
  const page = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={await loadMessages('en')} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <ClockProvider clock={createClock(room.now)}>
          <RoomProvider value={context}>
            <RunSteps run={run} past={false} />
          </RoomProvider>
        </ClockProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  return page.split(/<li(?= aria-current| class="min-w-0)/).slice(1);
}

/** The first element like this one, up to its end. */
function divWith(page: string, part: string): string {
  const start = page.lastIndexOf('<div', page.indexOf(part));
  let depth = 0;
  for (const { 0: tag, index } of page.slice(start).matchAll(/<div|<\/div>/g)) {
    depth += tag === '<div' ? 1 : -1;
    if (depth === 0) return page.slice(start, start + index);
  }
  throw new Error(`nothing has ${part}`);
}

it('marks the step that failed and not those beside it', async () => {
  const wave = (await wavesAt('stuck')).find((page) => page.includes('border-l-danger')) ?? '';
  expect(wave.split('border-l-danger')).toHaveLength(2);
  expect(wave).toContain('At the same time');
  expect(wave).toContain('>web<');
  const marked = divWith(wave, 'border-l-danger');
  expect(marked).toContain('Did not converge');
  expect(marked).not.toContain('>web<');
});

it('marks the wave that is at work', async () => {
  const waves = await wavesAt('parallel');
  expect(waves.filter((wave) => wave.includes('border-l-running'))).toHaveLength(1);
  expect(waves.join('')).not.toContain('border-l-danger');
});
