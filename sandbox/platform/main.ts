import { parseArgs } from 'node:util';
import { sites } from '../../src/kernel/site.ts';
import { type PlatformOptions, platformDefaults, startPlatform } from './platform.ts';

const usage = `usage: npm run sandbox:platform -- [options]
  --port N         port on 127.0.0.1 (a free one)
  --json           one JSON line with endpoint and keys instead of sentences
  --seed N         which world (${platformDefaults.seed})
  --customers N    customers of the partner (${platformDefaults.customers})
  --bill-lines N   detail lines a month of the biggest customer (${platformDefaults.billLines})
  --rate N         requests per second and operation, 0: no limit (as documented, mostly 10)
  --site S         ${sites.join(', ')} (cn)
  --latency MS     wait before each answer (0)
  --stop-with-parent  stop when the starting process is gone (npm passes no signals on)`;

function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name} must be a whole number of at least ${least}, not '${text}'`);
}

interface Start {
  readonly options: PlatformOptions;
  readonly json: boolean;
  readonly help: boolean;
  readonly stopWithParent: boolean;
}

function readOptions(): Start {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      port: text,
      seed: text,
      customers: text,
      'bill-lines': text,
      rate: text,
      site: text,
      latency: text,
      json: flag,
      help: flag,
      'stop-with-parent': flag,
    },
  });
  const site = sites.find((known) => known === (values.site ?? 'cn'));
  if (!site) throw new RangeError(`--site must be one of ${sites.join(', ')}`);
  const rate = wholeNumber('rate', values.rate, 0);
  return {
    json: values.json,
    help: values.help,
    stopWithParent: values['stop-with-parent'],
    options: {
      site,
      port: wholeNumber('port', values.port, 0) ?? platformDefaults.port,
      seed: wholeNumber('seed', values.seed, 0) ?? platformDefaults.seed,
      customers: wholeNumber('customers', values.customers, 1) ?? platformDefaults.customers,
      billLines: wholeNumber('bill-lines', values['bill-lines'], 1) ?? platformDefaults.billLines,
      latency: wholeNumber('latency', values.latency, 0) ?? platformDefaults.latency,
      ...(rate === undefined ? {} : { rate }),
    },
  };
}

/** A process whose parent has ended is given to another one. */
function whenParentIsGone(parent: number, then: () => void): void {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    then();
  }, 300);
}

async function main(): Promise<void> {
  // Read before anything takes time: once the line is out, the parent may already be gone.
  const parent = process.ppid;
  const { options, json, help, stopWithParent } = readOptions();
  if (help) {
    console.log(usage);
    return;
  }
  const platform = await startPlatform(options);
  const stop = () => void platform.stop().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  if (stopWithParent) whenParentIsGone(parent, stop);

  const { endpoint, ak, sk, domainId } = platform;
  if (json) console.log(JSON.stringify({ endpoint, ak, sk, domainId }));
  else {
    console.log(`The partner platform of the practice world answers at ${endpoint} (stop it with Ctrl+C).`);
    console.log(`AK ${ak}  SK ${sk}  domain id ${domainId}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 1;
});
