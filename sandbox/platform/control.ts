import type { ZodError } from 'zod';
import { type AccountControl, accountControl, readTopUp } from './account-control.ts';
import type { CallBook, CallReport } from './calls.ts';
import type { PlatformClock } from './clock.ts';
import { type CouponControl, couponControl, readQuotaChange, readSpend } from './coupon-control.ts';
import { type FaultSwitches, readFault } from './faults.ts';
import type { Iam } from './iam.ts';
import { type Reply, json } from './reply.ts';
import type { World } from './world.ts';

/** The switches behind the scenes, for tests in the same process; `/_control/…` turns the same ones over HTTP. */
export interface Control {
  readonly clock: PlatformClock;
  readonly faults: Pick<FaultSwitches, 'add' | 'clear' | 'list'>;
  readonly calls: { report(): CallReport; reset(): void };
  readonly coupons: CouponControl;
  readonly accounts: AccountControl;
  endTokens(): void;
}

export const makeControl = (parts: {
  readonly clock: PlatformClock;
  readonly faults: FaultSwitches;
  readonly calls: CallBook;
  readonly iam: Iam;
  readonly world: World;
}): Control => ({
  clock: parts.clock,
  faults: parts.faults,
  calls: parts.calls,
  coupons: couponControl(parts.world, parts.clock),
  accounts: accountControl(parts.world, parts.clock),
  endTokens: () => parts.iam.endTokens(),
});

const complaint = (status: number, message: string): Reply => json(status, { error: message });
const done: Reply = { status: 204, body: '' };

function read(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

function turnClock(control: Control, body: unknown): Reply {
  const now = member(body, 'now');
  const advance = member(body, 'advanceMs');
  if (typeof now === 'string' && !Number.isNaN(Date.parse(now))) control.clock.set(new Date(now));
  else if (typeof advance === 'number') control.clock.advance(advance);
  else return complaint(400, 'send {"now":"2026-11-23T10:00:00Z"} or {"advanceMs":86400000}');
  return json(200, { now: control.clock.now().toISOString() });
}

function switchFault(control: Control, body: unknown): Reply {
  const fault = readFault(body);
  if (!fault.success) return complaint(400, `not a fault this world knows: ${reasonsOf(fault.error)}`);
  return json(201, control.faults.add(fault.data));
}

const reasonsOf = (error: ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');

function changeQuota(control: Control, id: string, body: unknown): Reply {
  const change = readQuotaChange(body);
  if (!change.success) return complaint(400, reasonsOf(change.error));
  const quota = control.coupons.changeQuota(id, change.data);
  return quota ? json(200, quota) : complaint(404, `no quota ${id}`);
}

function spendCoupon(control: Control, id: string, body: unknown): Reply {
  const spent = readSpend(body);
  if (!spent.success) return complaint(400, reasonsOf(spent.error));
  try {
    const coupon = control.coupons.spend(id, spent.data.spend);
    return coupon ? json(200, coupon) : complaint(404, `no coupon ${id}`);
  } catch (error) {
    if (error instanceof RangeError) return complaint(409, error.message);
    throw error;
  }
}

function topUp(control: Control, body: unknown): Reply {
  const asked = readTopUp(body);
  return asked.success
    ? json(201, control.accounts.topUp(asked.data))
    : complaint(400, reasonsOf(asked.error));
}

function couponsNow({ coupons }: Control): Reply {
  const told = { quotas: coupons.quotas(), coupons: coupons.coupons(), records: coupons.records() };
  return json(200, { ...told, issued: coupons.issued().map(({ id }) => id) });
}

/** Answers a request under `/_control`. */
export function answerControl(control: Control, method: string, path: string, body: Uint8Array): Reply {
  const [, , noun = '', id] = path.split('/');
  if (method === 'PUT' && id !== undefined && noun === 'quotas') return changeQuota(control, id, read(body));
  if (method === 'PUT' && id !== undefined && noun === 'coupons') return spendCoupon(control, id, read(body));
  switch (`${method} ${noun}`) {
    case 'GET clock':
      return json(200, { now: control.clock.now().toISOString() });
    case 'PUT clock':
      return turnClock(control, read(body));
    case 'DELETE clock':
      control.clock.reset();
      return done;
    case 'GET faults':
      return json(200, { faults: control.faults.list() });
    case 'POST faults':
      return switchFault(control, read(body));
    case 'DELETE faults':
      return control.faults.clear(id) || id === undefined
        ? done
        : complaint(404, `no fault ${id} is switched on`);
    case 'GET coupons':
      return couponsNow(control);
    case 'POST topups':
      return topUp(control, read(body));
    case 'GET calls':
      return json(200, control.calls.report());
    case 'DELETE calls':
      control.calls.reset();
      return done;
    case 'DELETE tokens':
      control.endTokens();
      return done;
    default:
      return complaint(
        404,
        'known: clock (GET, PUT, DELETE), faults (GET, POST, DELETE), calls (GET, DELETE), tokens (DELETE), ' +
          'coupons (GET, PUT /{id}), quotas (PUT /{id}), topups (POST)',
      );
  }
}
