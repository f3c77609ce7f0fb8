import type { ReactNode } from 'react';

/** Why a button cannot be pressed stands on a line of its own under the row, not between two buttons. */
const REASONS_BELOW =
  '[&>span:has(>button)]:contents [&>span>button+span]:order-last [&>span>button+span]:basis-full [&>p]:order-last [&>p]:basis-full';

/** The one primary action and its quiet neighbours; on a phone it stays at the bottom of the screen. */
export function ActionBar({ primary, children }: { primary?: ReactNode; children?: ReactNode }) {
  return (
    <div className={`no-print flex flex-wrap items-center gap-2 ${REASONS_BELOW}`}>
      {primary && (
        <div className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-30 max-sm:border-t max-sm:bg-raised max-sm:p-3 sm:contents max-sm:[&>span]:w-full max-sm:[&_button]:w-full sm:[&>span:has(>button)]:contents sm:[&>span>button+span]:order-last sm:[&>span>button+span]:basis-full sm:[&>p]:order-last sm:[&>p]:basis-full">
          {primary}
        </div>
      )}
      {children}
    </div>
  );
}
