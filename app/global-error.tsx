'use client';

import { useSyncExternalStore } from 'react';
import english from '@/lib/i18n/messages/en/problem.json';
import french from '@/lib/i18n/messages/fr/problem.json';
import './globals.css';

const nothing = () => () => undefined;
const speaksFrench = () => (/(?:^|; )locale=(en|fr)/.exec(document.cookie)?.[1] ?? navigator.language).startsWith('fr');

/** Shown when even the frame of the page failed, as when the database is away: it needs nothing from the server. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const isFrench = useSyncExternalStore(nothing, speaksFrench, () => false);
  const words = isFrench ? french : english;
  return (
    <html lang={isFrench ? 'fr' : 'en'}>
      <body>
        <main className="mx-auto grid max-w-3xl gap-4 px-4 py-8 sm:px-6">
          <title>{words.title}</title>
          <h1 className="text-2xl">{words.title}</h1>
          <p className="text-muted">{words.text}</p>
          {error.digest && <code>{error.digest}</code>}
          <p>
            <button
              type="button"
              onClick={reset}
              className="min-h-11 rounded bg-accent px-4 font-semibold text-on-accent text-sm hover:brightness-110"
            >
              {words.retry}
            </button>
          </p>
        </main>
      </body>
    </html>
  );
}
