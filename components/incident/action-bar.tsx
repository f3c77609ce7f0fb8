import type { ReactNode } from 'react';

/** The one primary action and its quiet neighbours; on a phone it stays at the bottom of the screen. */
export function ActionBar({ primary, children }: { primary?: ReactNode; children?: ReactNode }) {
  return (
    <div className="no-print flex flex-wrap items-center gap-2">
      {primary && (
        <div className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-30 max-sm:border-t max-sm:bg-raised max-sm:p-3 max-sm:[&_button]:w-full">
          {primary}
        </div>
      )}
      {children}
    </div>
  );
}
