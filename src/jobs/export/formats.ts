import { csvFile } from './csv-file.ts';
import type { FileFormat } from './file.ts';
import { xlsxFile } from './xlsx-file.ts';

export const formats: Readonly<Record<FileFormat['extension'], FileFormat>> = {
  csv: csvFile,
  xlsx: xlsxFile,
};
