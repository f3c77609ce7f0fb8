import { z } from 'zod';
import { awsConfig } from '../aws';

/** Characters of names: CreateSecret of the API reference. */
const secretId = z.string().regex(/^(arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:)?[\w/+=.@-]{1,512}$/, {
  error: 'Expected the name of a secret, such as shop/database-url, or its complete ARN',
});

export const secretsManagerConfig = awsConfig.extend({
  secretId,
  /** Where the secret is JSON: the key whose value is the database URL. Without it the value itself, or its key `host`. */
  urlKey: z.string().min(1).max(200).optional(),
});
export type SecretsManagerConfig = z.output<typeof secretsManagerConfig>;

/** The name, which an ARN ends with, followed by a hyphen and six characters (CreateSecret, `Name`). */
export function nameOf({ secretId: id }: SecretsManagerConfig): string {
  const [, name] = /^arn:.*?:secret:(.+?)(?:-[A-Za-z0-9]{6})?$/.exec(id) ?? [];
  return name ?? id;
}
