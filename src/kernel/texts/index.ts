import { createInstance, type Resource } from 'i18next';
import { accounts } from './accounts.ts';
import { api } from './api.ts';
import { approvals } from './approvals.ts';
import { audit } from './audit.ts';
import { bills } from './bills.ts';
import { common } from './common.ts';
import { compose } from './compose.ts';
import { couponAsks } from './coupon-asks.ts';
import { coupons } from './coupons.ts';
import { customers } from './customers.ts';
import { contract } from './contract.ts';
import { deciding } from './deciding.ts';
import { desk } from './desk.ts';
import { digest } from './digest.ts';
import { exports } from './exports.ts';
import { wire } from './generated/wire.ts';
import { forecast } from './forecast.ts';
import { link } from './link.ts';
import { listFiles } from './list-files.ts';
import type { Phrase, Phrases } from './phrase.ts';
import { policy } from './policy.ts';
import { problems } from './problems.ts';
import { provenance } from './provenance.ts';
import { remit } from './remit.ts';
import { transfers } from './transfers.ts';
import { render } from './render.ts';
import { slack } from './slack.ts';
import { statement } from './statement.ts';
import { teams } from './teams.ts';

/** One file per area. A command's texts stand in the area of its noun. */
export const areas = {
  common,
  compose,
  problems,
  render,
  slack,
  teams,
  contract,
  wire,
  api,
  approvals,
  audit,
  deciding,
  desk,
  policy,
  digest,
  customers,
  accounts,
  bills,
  coupons,
  couponAsks,
  exports,
  link,
  remit,
  transfers,
  listFiles,
  statement,
  forecast,
  provenance,
} satisfies Record<string, Phrases>;

export type Lang = 'en' | 'zh-CN';
export const langs: readonly Lang[] = ['en', 'zh-CN'];

type Areas = typeof areas;
export type TextKey = { [A in keyof Areas]: `${A}.${keyof Areas[A] & string}` }[keyof Areas];
export type TextParams = Readonly<Record<string, string | number>>;

/** Looks a phrase up in one language. The answer is plain text: escaping belongs to the place that shows it. */
export type Translate = (key: TextKey, params?: TextParams) => string;

function resources(): Resource {
  const en: Record<string, Record<string, string>> = {};
  const zh: Record<string, Record<string, string>> = {};
  for (const [area, phrases] of Object.entries<Record<string, Phrase>>(areas)) {
    const english: Record<string, string> = (en[area] = {});
    const chinese: Record<string, string> = (zh[area] = {});
    for (const [name, phrase] of Object.entries(phrases)) {
      if (typeof phrase.en === 'string') {
        english[name] = phrase.en;
        chinese[name] = phrase.zh;
      } else {
        english[`${name}_one`] = phrase.en.one;
        english[`${name}_other`] = phrase.en.other;
        chinese[`${name}_other`] = phrase.zh;
      }
    }
  }
  return { en: { all: en }, 'zh-CN': { all: zh } };
}

const i18n = createInstance({
  resources: resources(),
  defaultNS: 'all',
  fallbackLng: 'en',
  lng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false },
});
void i18n.init();

const translators: Readonly<Record<Lang, Translate>> = {
  en: i18n.getFixedT('en') as Translate,
  'zh-CN': i18n.getFixedT('zh-CN') as Translate,
};

export const translator = (lang: Lang): Translate => translators[lang];

/** Slack and Teams send locales such as `zh-CN`, `zh_TW` or `en-GB`; the bot speaks two languages. */
export const langOf = (locale: string | undefined): Lang =>
  locale?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
