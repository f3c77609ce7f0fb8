/**
 * A revision's id in the length that every page has it in: eight digits of a commit or digest, the name that an ARN ends
 * with, anything else as it is.
 */
export function shortRevision(id: string): string {
  const bare = id.replace(/^sha256:/, '').replace(/^arn:.*\//, '');
  return /^[0-9a-f]{32,}$/i.test(bare) ? bare.slice(0, 8) : bare;
}
