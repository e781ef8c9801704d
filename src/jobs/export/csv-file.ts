import { open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { FileFormat } from './file.ts';
import type { Row } from './sheet.ts';

/** Excel reads UTF-8 as such, Chinese included, only after this mark. */
const byteOrderMark = '\uFEFF';

const encode = (rows: readonly Row[]): Buffer =>
  Buffer.from(stringify([...rows], { record_delimiter: 'windows' }));

export const csvFile: FileFormat = {
  extension: 'csv',
  encode,
  async create(path, { titles }) {
    const handle = await open(path, 'w', 0o600);
    await handle.writeFile(byteOrderMark);
    await handle.writeFile(encode([titles]));
    return {
      append: (piece) => handle.writeFile(piece),
      close: () => handle.close(),
      abandon: () => handle.close(),
    };
  },
};
