/** Nobody is signed in (401), or not somebody who may do this (403). */
export class AuthError extends Error {
  override readonly name = 'AuthError';

  constructor(readonly status: 401 | 403) {
    super(status === 401 ? 'sign in first' : 'this role may not do that');
  }

  get code(): 'signed_out' | 'forbidden' {
    return this.status === 401 ? 'signed_out' : 'forbidden';
  }
}
