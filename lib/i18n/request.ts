import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { LOCALE_COOKIE, pickLocale } from './locale';
import { loadMessages } from './messages';
import { pickTimeZone } from './time-zone';

/** next-intl's request configuration: no locale in addresses, so that a link to a room works for every reader. */
export default getRequestConfig(async () => {
  const jar = await cookies();
  const locale = pickLocale(jar.get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'));
  return {
    locale,
    messages: await loadMessages(locale),
    timeZone: pickTimeZone(jar.get('tz')?.value),
    now: new Date(),
  };
});
