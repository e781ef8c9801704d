import type { Head, Row } from './sheet.ts';

/** A kind of file. Pages are encoded as they come, so that finishing the file is little work. */
export interface FileFormat {
  readonly extension: 'csv' | 'xlsx';
  /** Lines in the form in which they are kept until the file is delivered; such pieces may be joined. */
  encode(rows: readonly Row[]): Buffer;
  /** Begins a file with its header, replacing what is there. */
  create(path: string, head: Head, sheet: string): Promise<OpenFile>;
}

export interface OpenFile {
  append(piece: Buffer): Promise<void>;
  close(): Promise<void>;
  /** Gives it up unfinished; safe to call after `close`. */
  abandon(): Promise<void>;
}
