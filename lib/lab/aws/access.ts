import type { IncomingHttpHeaders } from 'node:http';
import { AwsFault } from './fault';

/** The one identity that an emulator knows, and what is wrong with it. */
export interface Identity {
  accessKeyId: string;
  region: string;
  sessionToken?: string | undefined;
  expired?: boolean;
  /** Actions such as `ecs:ListTasks` that its policy lacks. */
  denied?: string[];
}

/** `Authorization: AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, SignedHeaders=…, Signature=…` */
const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Lets a call of the known identity pass. The signature's form, key, region and service are checked, its value is not:
 * the emulator knows no secret. Codes and words: "Common Errors" of the API references and the IAM user guide
 * ("Troubleshooting access denied error messages").
 */
export function admit(headers: IncomingHttpHeaders, identity: Identity, service: string, action: string): void {
  const header = headers.authorization;
  if (!header) throw new AwsFault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  const [, key, region, signedFor, signed] = SIGNATURE.exec(header) ?? [];
  if (!signed?.split(';').includes('host') || headers['x-amz-date'] === undefined)
    throw new AwsFault('IncompleteSignatureException', 'Authorization header requires a signed host and X-Amz-Date.');
  if (key !== identity.accessKeyId)
    throw new AwsFault('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (region !== identity.region || signedFor !== service)
    throw new AwsFault('InvalidSignatureException', `Credential should be scoped to a valid region and ${service}.`);
  const expired = identity.expired || headers['x-amz-security-token'] !== identity.sessionToken;
  if (expired) throw new AwsFault('ExpiredTokenException', 'The security token included in the request is expired');
  if (identity.denied?.includes(`${service}:${action}`)) throw denied(`${service}:${action}`);
}

const denied = (action: string) =>
  new AwsFault(
    'AccessDeniedException',
    `User: arn:aws:sts::123456789012:assumed-role/repli/console is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`,
  );
