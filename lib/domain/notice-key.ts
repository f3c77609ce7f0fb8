/** Where the words of a provider's code are among its messages; `<space>:<code>` names another space than its own. */
export const noticeKey = (provider: string, code: string): string =>
  code.includes(':') ? code.replace(':', '.') : `${provider}.${code}`;
