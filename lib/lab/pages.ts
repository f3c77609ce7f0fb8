import type { Received } from './inbox';
import { wordsFor } from './words';

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#d9dce1,#353a42);--muted:light-dark(#5b6470,#a2abb8);--accent:light-dark(#1d5fbf,#8ab8ff)}
*{box-sizing:border-box}body{margin:0 auto;max-width:44rem;padding:2rem 1rem;font:1rem/1.55 system-ui,sans-serif;background:light-dark(#fff,#14171b)}
h1{margin:0;font-size:1.75rem;line-height:1.2;text-wrap:balance}p{margin:.5rem 0}.lead,time,footer{color:var(--muted)}a{color:var(--accent)}
article{margin-top:1.5rem;padding-top:1rem;border-top:1px solid var(--line)}h2{margin:0;font-size:1.0625rem}
.meta{display:flex;flex-wrap:wrap;gap:.25rem .75rem;font-size:.875rem;font-variant-numeric:tabular-nums}
pre{margin:.75rem 0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

/** Looks every two seconds; what is there is only touched when something arrived. */
const REFRESH = `let seen='';setInterval(async()=>{try{const text=await(await fetch('/inbox')).text();
if(text===seen)return;const page=new DOMParser().parseFromString(text,'text/html');
if(seen)document.querySelector('main').replaceWith(page.querySelector('main'));seen=text}catch{}},2000)`;

/** The messages received, newest first, in the reader's language. */
export function inboxPage(
  messages: Received[],
  urls: { shop: string; storefront: string; orders?: string | undefined },
  acceptLanguage: string | undefined,
): string {
  const { locale, words } = wordsFor(acceptLanguage);
  const list = messages.map((each) => article(each, locale)).join('') || `<p>${words.inbox.empty}</p>`;
  const links = [
    link(urls.shop, words.inbox.shop),
    link(urls.storefront, words.inbox.storefront),
    ...(urls.orders === undefined ? [] : [link(urls.orders, words.inbox.orders)]),
  ];
  return page({
    locale,
    title: words.inbox.title,
    lead: words.inbox.lead,
    rest: `<main aria-live="polite">${list}</main><footer><p>${links.join(' · ')}</p></footer><script>${REFRESH}</script>`,
  });
}

/** What a browser sees at the shop's address while no version of it runs; it looks again by itself. */
export function downPage(acceptLanguage: string | undefined): string {
  const { locale, words } = wordsFor(acceptLanguage);
  return page({ locale, ...words.down, rest: '<script>setInterval(()=>location.reload(),3000)</script>' });
}

function page({ locale, title, lead, rest }: { locale: string; title: string; lead: string; rest: string }): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><h1>${title}</h1><p class="lead">${lead}</p>${rest}</body></html>`;
}

function article({ at, message }: Received, locale: 'en' | 'fr'): string {
  const { words } = wordsFor(locale);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(at));
  const room = /^https?:\/\//.test(message.incident.url)
    ? `<p><a href="${escapeHtml(message.incident.url)}">${words.inbox.room}</a></p>`
    : '';
  return `<article><h2>INC-${message.incident.number} ${escapeHtml(message.incident.title)}</h2>
<p class="meta"><strong>${words.kind[message.kind]}</strong><span>${escapeHtml(message.service)}</span><time datetime="${at}">${time}</time><span>✓ ${words.inbox.verified}</span></p>
<pre lang="${message.locale}">${escapeHtml(message.body)}</pre>${room}</article>`;
}

const link = (url: string, text: string): string => `<a href="${escapeHtml(url)}">${text}</a>`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
