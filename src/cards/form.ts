/** A form as data: a modal in Slack, a dialog in Teams. Made from a command's arguments. */
export interface Form {
  /** The command it fills in, e.g. `bill`. */
  readonly command: string;
  readonly title: string;
  readonly intro?: string;
  readonly submit: string;
  readonly cancel: string;
  readonly fields: readonly FormField[];
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  /** Said at the field when the form opens: why it is asked for. */
  readonly problem?: string;
}

export type FormField = FieldBase &
  (
    | {
        readonly type: 'text';
        readonly value?: string;
        readonly placeholder?: string;
        readonly multiline?: boolean;
      }
    | { readonly type: 'choice'; readonly options: readonly Option[]; readonly value?: string }
    /** Type-ahead: the app asks `suggest(source, typed text)` at each key. */
    | {
        readonly type: 'lookup';
        readonly source: LookupSource;
        readonly value?: Option;
        readonly placeholder?: string;
      }
    /** The same for several. */
    | {
        readonly type: 'lookups';
        readonly source: LookupSource;
        readonly values?: readonly Option[];
        readonly placeholder?: string;
        readonly most: number;
      }
    | { readonly type: 'toggle'; readonly value?: boolean }
    /** A file of which only the name counts; where an app has no files in its forms, or once there is a name, it is typed. */
    | { readonly type: 'file-name'; readonly endings: readonly string[]; readonly value?: string }
    /** A file of the person's own. Where an app has none in its forms, the field is left out. */
    | { readonly type: 'file'; readonly endings: readonly string[] }
  );

export type LookupSource = 'customer' | 'operation' | 'quota';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** What a person filled in, by field name; a toggle that is on is `'true'`, several choices have commas between them. */
export type FormValues = Readonly<Record<string, string>>;

/** The files a person gave, by field name. */
export type FormFiles = Readonly<Record<string, Uint8Array>>;

/** As much as is read of a file in a form: a hundred customers need a tenth of it. */
export const mostFileBytes = 200_000;
