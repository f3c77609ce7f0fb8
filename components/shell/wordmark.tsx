import Link from 'next/link';

/** The folded-back arrow: "repli" is French for "fall back". */
export function Wordmark() {
  return (
    <Link
      href="/"
      className="flex min-h-11 items-center justify-center gap-2 px-2 font-semibold text-base touch:min-w-11 tracking-tight"
      aria-label="Repli"
    >
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 text-accent">
        <path
          d="M4 7h8.5a3.75 3.75 0 0 1 0 7.5H8M7.5 3.5 4 7l3.5 3.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.25"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="max-sm:sr-only">Repli</span>
    </Link>
  );
}
