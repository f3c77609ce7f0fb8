import type { Tag } from '@aws-sdk/client-rds';

/**
 * RDS does not know which of two databases an application uses. Repli writes it where everybody can see it: on the
 * databases. The one with the latest `current-since` is current; one that was never restored has none.
 */
export const LINEAGE = 'repli:lineage';
export const CURRENT_SINCE = 'repli:current-since';
export const RESTORED_FROM = 'repli:restored-from';
export const REPLACED_BY = 'repli:replaced-by';

export const tagOf = ({ tags }: { tags: Tag[] }, key: string): string | undefined =>
  tags.find(({ Key }) => Key === key)?.Value;

/** Tags that people gave it: those of Amazon cannot be set, and Repli's are about one database. */
export const ownTags = (tags: Tag[] = []): { Key: string; Value: string }[] =>
  tags.flatMap(({ Key = '', Value = '' }) => (/^(aws|rds|repli):/.test(Key) ? [] : [{ Key, Value }]));
