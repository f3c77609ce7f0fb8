/** A sentence by its full key (`message.start.title`) in one language; the domain brings no texts of its own. */
export type Translate = (key: string, params?: Record<string, string | number>) => string;
