/** English tells one from many; Chinese does not. The count is the parameter `count`. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** One phrase in both languages, side by side so that neither is forgotten. Parameters are `{{name}}`. */
export interface Phrase {
  readonly en: string | Plural;
  readonly zh: string;
}

export type Phrases = Readonly<Record<string, Phrase>>;
