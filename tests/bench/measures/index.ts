import type { Measure } from '../lib/figures';
import { declare } from './declare';
import { execute } from './execute';
import { frame } from './frame';
import { library } from './library';
import { lists } from './lists';
import { load } from './load';
import { memory } from './memory';
import { platforms } from './platforms';
import { room } from './room';
import { run } from './run';
import { sse } from './sse';
import { startup } from './startup';
import { takeover } from './takeover';

/** In the order in which they are taken. */
export const MEASURES: Measure[] = [
  sse,
  frame,
  room,
  load,
  declare,
  startup,
  memory,
  execute,
  lists,
  library,
  run,
  ...platforms,
  takeover,
];
