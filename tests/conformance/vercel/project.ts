/**
 * A Vercel project that its owner gave to these tests. VERCEL_TOKEN and VERCEL_PROJECT_ID may stand in any shell; the
 * variable of our own says that production of this very project may be moved to and fro.
 */
export interface GivenProject {
  token: string;
  project: string;
  team?: string;
  baseUrl?: string;
}

/** Null unless both the token and the project are named. */
export function givenProject(env: NodeJS.ProcessEnv): GivenProject | null {
  const { VERCEL_TOKEN: token, REPLI_CONFORMANCE_VERCEL_PROJECT: project } = env;
  const { REPLI_CONFORMANCE_VERCEL_TEAM: team, REPLI_CONFORMANCE_VERCEL_URL: baseUrl } = env;
  if (!token || !project) return null;
  return { token, project, ...(team ? { team } : {}), ...(baseUrl ? { baseUrl } : {}) };
}
