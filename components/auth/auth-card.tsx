import type { ReactNode } from 'react';

/** The narrow column of the pages before signing in. */
export function AuthCard({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className="grid flex-1 place-items-center px-4 py-10">
      <div className="grid w-full max-w-sm gap-5 rounded border bg-raised p-6 shadow">
        <div className="grid gap-1">
          <h1 className="text-xl">{title}</h1>
          <p className="text-muted text-sm">{lead}</p>
        </div>
        {children}
      </div>
    </div>
  );
}
