/** One word of a POSIX shell command, taken literally. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word in which `expression` (such as `$TOKEN`) is expanded by the shell after a literal prefix. */
export function quoteWithExpansion(prefix: string, expression: string): string {
  return `"${prefix.replace(/[\\"$`]/g, '\\$&')}${expression}"`;
}
