/**
 * A revision's id in the length that people say aloud: eight digits of a commit or digest, as on every page, the name that an ARN ends
 * with, anything else as it is.
 */
export function shortRevision(id: string): string {
  const bare = id.replace(/^sha256:/, '').replace(/^arn:.*\//, '');
  return /^[0-9a-f]{32,}$/i.test(bare) ? bare.slice(0, 8) : bare;
}
