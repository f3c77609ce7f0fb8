import type { BreakGlassRule } from '../words';
import type { CommandOf } from './gate';

/** The commander broke this glass in the command, with a reason. */
export function breaks(args: Partial<CommandOf<'run.start'>>, rule: BreakGlassRule): boolean {
  return args.glass?.some((glass) => glass.rule === rule && glass.reason.trim() !== '') ?? false;
}
