import { terminalWords } from '../lib/terminal-words';

/** What `npm run up` says, in the language of the person at the terminal. */
export const words = await terminalWords('up');
