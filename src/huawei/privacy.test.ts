import { describe, expect, test } from 'vitest';
import { bss } from './generated/bss-table.ts';
import { bssintl } from './generated/bssintl-table.ts';
import { osm } from './generated/osm-table.ts';
import { isPersonal, mask } from './privacy.ts';

describe('personal fields', () => {
  test('of the whole contract are these', () => {
    const models = [bss, bssintl, osm].flatMap((table) => Object.values(table.models));
    const names = new Set(models.flatMap((model) => Object.keys(model)).filter(isPersonal));
    expect([...names].sort().join(' ')).toBe(
      'address addressInfo areacode bank_account cc_email cc_email_info contact_value contact_way email ' +
        'legel_id_number legel_name mail mc_email_infos mobile mobilePhone mobile_phone password qr_code_url ' +
        'reg_address remind_mail remind_mobile telephone use_pri_mobile_phone verification_code ' +
        'verified_file_url verified_id verified_number verify_code',
    );
  });

  test('are shown so that one who knows them recognises them, and nobody else learns them', () => {
    expect(mask('13812345678')).toBe('138****5678');
    expect(mask('张三@example.com')).toBe('张***@example.com');
    expect(mask('483920')).toBe('***');
    expect(mask('')).toBe('');
  });
});
