/** How the generated tables describe the partner platform. Wire names and their misspellings stay as they are. */

export type ServiceName = 'bss' | 'bssintl' | 'osm';

export interface Field {
  /** Any JSON number that is not an integer is `decimal`: nearly all of them are money, none gains by being binary. */
  readonly type: 'string' | 'integer' | 'decimal' | 'boolean' | 'json' | 'file' | 'list' | 'model';
  readonly required?: true;
  readonly format?: 'utc-datetime' | 'date' | 'year-month' | 'date-time';
  /** Values the documentation names. Answers may bring others. */
  readonly options?: readonly string[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly min?: number;
  readonly max?: number;
  /** Decimal places allowed. */
  readonly scale?: number;
  readonly sensitive?: true;
  /** Of a `model`. */
  readonly model?: string;
  /** Of a `list`. */
  readonly of?: Field;
}

export interface Param extends Field {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  /** The key is sent once per value. */
  readonly repeat?: true;
}

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly params: readonly Param[];
  readonly body?: string;
  readonly answer: string;
  /** Takes or gives a file instead of JSON. */
  readonly file?: true;
  /** `{domain_id}` in the path is the account of the credentials. */
  readonly ownDomain?: true;
  /** An operator of the partner needs any one of these. Absent: not documented, which is not "none". */
  readonly permissions?: readonly string[];
}

export type Model = Readonly<Record<string, Field>>;

export interface ServiceTable {
  readonly service: ServiceName;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly models: Readonly<Record<string, Model>>;
}

export interface RateLimits {
  readonly limit: number;
  readonly windowMs: number;
  /** Operations with a number of their own, in calls per window. */
  readonly operations: Readonly<Record<string, number>>;
}

export interface WireCode {
  /** The status a page lists for the code; null where none was seen. Another operation may use another one. */
  readonly status: number | null;
  /** The same request may succeed later. */
  readonly retry?: true;
}
