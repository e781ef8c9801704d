import { readFile } from 'node:fs/promises';
import type { Site } from '../../src/kernel/site.ts';

/** The parts of `contract/huawei` that the platform goes by; the format is described in the README beside the files. */
export interface Spec {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'ref';
  readonly required?: boolean;
  readonly items?: Spec;
  readonly ref?: string;
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly default?: string | number | boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly exclusiveMin?: number;
  readonly scale?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface Param extends Spec {
  readonly name: string;
  readonly style?: 'repeat';
}

export interface Model {
  readonly fields: Readonly<Record<string, Spec>>;
}

export type Models = Readonly<Record<string, Model>>;

interface OperationEntry {
  readonly method: string;
  readonly path: string;
  readonly pathParams: readonly Param[];
  readonly queryParams: readonly Param[];
  readonly headerParams: readonly Param[];
  readonly body: string | null;
  readonly contentType?: string;
  readonly pathFromCredentials?: readonly string[];
  readonly response: { readonly model: string };
}

interface ContractFile {
  readonly operations: Readonly<Record<string, OperationEntry>>;
  readonly models: Models;
}

type DocFields = Readonly<Record<string, Partial<Spec>>>;

interface DocLimits {
  readonly operations: Readonly<Record<string, { readonly fields?: DocFields }>>;
}

interface RateLimits {
  readonly default: { readonly limit: number };
  readonly rows: readonly {
    readonly method: string;
    readonly path: string;
    readonly services: readonly string[];
    readonly limit: number;
  }[];
}

export type Service = 'bss' | 'bssintl' | 'osm';

export interface Operation extends OperationEntry {
  /** The contract's name; those of the ticket service carry `osm.` in front, for both services have a ListSubCustomers. */
  readonly name: string;
  readonly service: Service;
  readonly reads: boolean;
  readonly models: Models;
  /** Documented requests per second. */
  readonly limit: number;
  /** What documentation pages add to the contract, by wire name. */
  readonly docs: DocFields;
}

export interface Contract {
  readonly operations: readonly Operation[];
  find(method: string, path: string): Found | undefined;
}

export interface Found {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

const folder = new URL('../../contract/huawei/', import.meta.url);

// The files are part of this project and compared with these types by the tests that call every operation.
const readContractFile = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8')) as T;

export async function loadContract(site: Site): Promise<Contract> {
  const billing = site === 'cn' ? 'bss' : 'bssintl';
  const [bss, osm, docs, rates] = await Promise.all([
    readContractFile<ContractFile>(billing),
    readContractFile<ContractFile>('osm'),
    readContractFile<DocLimits>('doc-limits'),
    readContractFile<RateLimits>('rate-limits'),
  ]);
  const list = (service: Service, file: ContractFile) =>
    Object.entries(file.operations).map(([name, entry]): Operation => {
      const row = rates.rows.find(
        (r) => r.method === entry.method && r.path === entry.path && r.services.includes(service),
      );
      return {
        ...entry,
        name: service === 'osm' ? `osm.${name}` : name,
        service,
        reads: entry.method === 'GET' || /^(List|Show|Check|Download)/.test(name),
        models: file.models,
        limit: row?.limit ?? rates.default.limit,
        docs: docs.operations[`${service}.${name}`]?.fields ?? {},
      };
    });
  const operations = [...list(billing, bss), ...list('osm', osm)];
  return { operations, find: finder(operations) };
}

function finder(operations: readonly Operation[]): Contract['find'] {
  const fixed = new Map<string, Operation>();
  const open: { readonly operation: Operation; readonly pattern: RegExp }[] = [];
  for (const operation of operations) {
    const { method, path } = operation;
    if (!path.includes('{')) fixed.set(`${method} ${path}`, operation);
    else {
      const pattern = path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
      open.push({ operation, pattern: new RegExp(`^${pattern}$`) });
    }
  }
  return (method, path) => {
    const exact = fixed.get(`${method} ${path}`);
    if (exact) return { operation: exact, path: {} };
    for (const { operation, pattern } of open) {
      const match = operation.method === method ? pattern.exec(path) : null;
      if (match) return { operation, path: { ...match.groups } };
    }
    return undefined;
  };
}
