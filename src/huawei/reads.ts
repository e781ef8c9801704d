import type { Operation } from './contract.ts';

/** Reads although name, method or path do not say so. */
const alsoReads: ReadonlySet<string> = new Set([
  'CheckUserIdentity',
  'CheckNeedVerify',
  'DownloadAccessories',
  'DownloadCases',
  'DownloadImages',
  'ListOnDemandResourceRatings',
  'ListRateOnPeriodDetail',
  'ListRenewRateOnPeriod',
  'ListDiagnoseItems',
  'ListDiagnoseResources',
]);

/** Looks like a read and is none: it issues a code that lets its bearer act. */
const noRead: ReadonlySet<string> = new Set(['ShowRealNameAuthQrCode']);

/**
 * Whether an operation leaves the platform as it was: it may then be repeated, and called by `/hw api`. What the rule
 * does not know is taken for a change.
 */
export function isRead(name: string, { method, path }: Operation): boolean {
  if (noRead.has(name)) return false;
  if (alsoReads.has(name)) return true;
  return (
    /^(List|Show)[A-Z]/.test(name) && (method === 'GET' || (method === 'POST' && /[/-]query$/.test(path)))
  );
}
