/** The part of pino that the code below `main` needs. One line per event; no argument values, no personal data. */
export interface Log {
  child(bindings: Record<string, unknown>): Log;
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}
